mkdir -p /lab/box/lower /lab/box/upper /lab/box/work /lab/box/merged
docker create --name t lab/base:1
docker export t | tar -x -C /lab/box/lower
docker rm t
ls /lab/box/lower

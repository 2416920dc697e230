mkdir -p /lab/box/lower /lab/box/upper /lab/box/work /lab/box/merged
docker create --name files lab/base:1
docker export files | tar -x -C /lab/box/lower
docker rm files
ls /lab/box/lower

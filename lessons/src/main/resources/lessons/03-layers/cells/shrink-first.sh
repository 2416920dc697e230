docker build -t my/fat:1 /lab/fat
docker images my/fat

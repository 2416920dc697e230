docker build -t my/slim:1 /lab/slim
docker images

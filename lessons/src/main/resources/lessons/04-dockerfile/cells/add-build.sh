docker build -t my/parent:1 /lab/add
docker inspect -f '{{.Config.OnBuild}}' my/parent:1
docker run --rm my/parent:1 ls /opt /app-3.3.1/bin
docker run --rm my/parent:1 ls /from-onbuild
docker build -t my/child:1 /lab/child
docker run --rm my/child:1 cat /from-onbuild

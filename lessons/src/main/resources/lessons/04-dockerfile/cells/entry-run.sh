docker build -t my/echo:1 /lab/echo
docker run --name e1 my/echo:1
docker run --name e2 my/echo:1 ____
docker run --name e3 --entrypoint date my/echo:1

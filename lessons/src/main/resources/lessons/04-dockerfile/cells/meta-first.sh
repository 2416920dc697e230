docker build -t my/meta:1 /lab/meta
docker history my/meta:1
lab layers my/meta:1

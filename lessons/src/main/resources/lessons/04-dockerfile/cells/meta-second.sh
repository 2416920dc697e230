sed 's,^WORKDIR .*,WORKDIR /newdir,' /lab/meta/Dockerfile > /lab/meta/second.Dockerfile
docker build -t my/meta:2 -f /lab/meta/second.Dockerfile /lab/meta
lab layers my/meta:2

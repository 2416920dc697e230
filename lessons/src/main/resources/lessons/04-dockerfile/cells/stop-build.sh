grep -v STOPSIGNAL /lab/stop/Dockerfile > /lab/stop/plain.Dockerfile
docker build -t my/loop:1 /lab/stop
docker build -t my/loop:0 -f /lab/stop/plain.Dockerfile /lab/stop

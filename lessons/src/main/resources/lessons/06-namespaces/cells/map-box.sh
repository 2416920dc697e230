docker run -d --name box lab/base:1 sleep infinity
P=$(docker inspect -f '{{.State.Pid}}' box)
ls -l /proc/$P/ns
lsns

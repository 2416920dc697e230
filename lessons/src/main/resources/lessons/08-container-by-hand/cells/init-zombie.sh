docker run -d --name zn lab/zombie:1
docker run -d ____ --name zi lab/zombie:1
sleep 2
docker exec zn ps -o pid,ppid,stat,args
docker exec zi ps -o pid,ppid,stat,args

docker run -d --name plain lab/pid1:plain
sleep 0.5
docker exec plain ps -o pid,ppid,args
time docker stop plain

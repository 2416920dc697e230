for i in $(seq 1 12); do docker run -d --name d$i ____; done
sleep 1

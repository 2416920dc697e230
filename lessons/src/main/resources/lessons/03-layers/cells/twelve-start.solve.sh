for i in $(seq 1 12); do docker run -d --name d$i lab/shop:1.0; done
sleep 1

docker exec u1 sh -c 'id -u; pwd; echo x > /etc/x'
docker exec u1 sh -c 'echo y > /data/y; echo z > z'
docker diff u1
docker volume ls

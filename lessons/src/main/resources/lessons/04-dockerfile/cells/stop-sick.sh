docker run -d --name h2 my/loop:1
sleep 3
docker ps
docker exec h2 touch /tmp/sick
sleep 4
docker ps

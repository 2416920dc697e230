docker run -d --name side --network container:box lab/base:1 httpd -f -p 8099 -h /etc
docker exec box wget -qO- http://127.0.0.1:8099/hostname

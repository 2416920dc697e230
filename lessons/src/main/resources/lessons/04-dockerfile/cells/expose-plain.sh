docker run -d --name x1 lab/shop:1.0
sleep 0.5
timeout 2 wget -q -O - http://127.0.0.1:8080/cgi-bin/info
timeout 2 wget -q -O - http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' x1):8080/cgi-bin/info

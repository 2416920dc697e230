docker run -d --name x2 -____ lab/shop:1.0
sleep 0.5
docker port x2
timeout 2 wget -q -O - http://$(docker port x2 8080 | head -n 1 | sed 's/^0.0.0.0/127.0.0.1/')/cgi-bin/info

docker exec d1 sh -c 'echo v2 > /www/index.html; rm /www/cgi-bin/burn'
docker diff d1

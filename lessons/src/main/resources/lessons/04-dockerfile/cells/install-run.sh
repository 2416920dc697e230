docker run -d --name w1 -p 8081:8080 my/web:1
sleep 0.5
wget -q -O - http://127.0.0.1:8081/

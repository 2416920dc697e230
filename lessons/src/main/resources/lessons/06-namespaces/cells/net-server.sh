httpd -f -p 8080 -h /tmp &
unshare -n sleep 9065 & P=$!
sleep 0.5
nsenter -t $P -n ip -o link
nsenter -t $P -n wget -qO- http://127.0.0.1:8080

nsenter -t $P -m -u -i -n -p sh -c 'hostname; ip -o addr; ps; exec sleep 9069' &
sleep 0.5

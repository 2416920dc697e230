nsenter -t $P -n ip link set lo up
nsenter -t $P -n ip addr add 10.8.0.2/24 dev eth0
nsenter -t $P -n ip link set eth0 up
nsenter -t $P -n ip route add default via 10.8.0.1
ping -c 1 10.8.0.2
nsenter -t $P -n ping -c 1 10.8.0.1

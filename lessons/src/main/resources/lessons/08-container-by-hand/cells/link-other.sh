unshare -n sleep 9085 & Q=$!
sleep 0.5
ip link add hand1 type bridge
ip addr add 10.8.1.1/24 dev hand1; ip link set hand1 up
ip link add hw type veth peer name eth0 netns $Q
ip link set hw master hand1 up
nsenter -t $Q -n sh -c 'ip addr add 10.8.1.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.8.1.1'
echo 0 > /proc/sys/net/ipv4/ip_forward
nsenter -t $P -n ping -c 1 -W 1 10.8.1.2
echo 1 > /proc/sys/net/ipv4/ip_forward
nsenter -t $P -n ping -c 1 -W 1 10.8.1.2

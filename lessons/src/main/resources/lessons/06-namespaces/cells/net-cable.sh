ip link add v0 type veth peer name v1; ip link set v1 netns ____
ip addr add 10.9.0.1/24 dev v0; ip link set v0 up
nsenter -t $P -n sh -c 'ip link set lo up; ip addr add 10.9.0.2/24 dev v1; ip link set v1 up; httpd -f -p 8080 -h /etc' &
sleep 0.5
ping -c1 10.9.0.2
wget -qO- http://10.9.0.2:8080/hostname

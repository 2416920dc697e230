P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9083" {print $1}' | tail -n 1)
ip link add hand0 type ____
ip addr add 10.8.0.1/24 dev hand0; ip link set hand0 up
ip link add hv type veth peer name eth0 netns ____
ip link set hv master ____ up

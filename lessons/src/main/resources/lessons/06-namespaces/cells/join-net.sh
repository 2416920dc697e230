P=$(docker inspect -f '{{.State.Pid}}' box)
nsenter -t $P -n sh -c 'hostname; ip -o addr; ls /lab'

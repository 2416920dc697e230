P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9083" {print $1}' | tail -n 1)
nsenter -t $P ____ /bin/sh -c 'ps; ip -o link; cat /proc/mounts; echo $PATH; exec sleep 9084' &
sleep 0.5

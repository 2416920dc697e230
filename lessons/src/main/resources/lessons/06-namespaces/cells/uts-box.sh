unshare -u sh -c 'hostname box; exec sleep 9062' &
sleep 0.5
hostname
nsenter -t $! -u hostname

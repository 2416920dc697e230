ipcmk -Q
ipcs -q
unshare -____ sh -c 'ipcs -q; ipcmk -Q; exec sleep 9066' &
sleep 0.5
ipcs -q
nsenter -t $! -i ipcs -q

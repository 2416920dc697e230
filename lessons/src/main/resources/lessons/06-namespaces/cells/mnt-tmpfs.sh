mkdir -p /lab/mm
unshare -m sh -c 'mount -t ____ t /lab/mm; echo s > /lab/mm/secret; exec sleep 9064' &
sleep 0.5
ls /lab/mm
nsenter -t $! -m ls /lab/mm
grep mm /proc/$!/mountinfo

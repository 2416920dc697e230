unshare -T --____ 864000 -f sh -c 'cat /proc/uptime; date +%F; exec sleep 9068' &
sleep 0.5
cat /proc/uptime
date +%F

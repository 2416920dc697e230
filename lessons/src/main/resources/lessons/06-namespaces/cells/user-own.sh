setpriv --reuid 1000 --regid 1000 --clear-groups unshare -U -r -u -____ sh -c 'hostname x && hostname; timeout 1 httpd -f -p 81; echo rc=$?; exec sleep 9067' &
sleep 2
cat /proc/$!/uid_map

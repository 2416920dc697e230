setpriv --reuid 1000 --regid 1000 --clear-groups unshare -U -r sh -c 'id -u; touch /tmp/f7; hostname x; timeout 1 httpd -f -p 81; echo rc=$?'
ls -ln /tmp/f7

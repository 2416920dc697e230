touch /lab/f
unshare -m -u -i -n -p -f --mount-proc ____ sh -c 'grep -E "Cap(Eff|Bnd)|NoNewPrivs" /proc/self/status; chown 5 /lab/f; hostname x; exec sleep 9087' &
sleep 0.5

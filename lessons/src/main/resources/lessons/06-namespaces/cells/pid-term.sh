P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9063" {print $1}' | tail -n 1)
grep NSpid /proc/$P/status
kill -TERM $P; sleep 0.2
ps -o pid,stat,args -p $P

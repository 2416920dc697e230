kill -KILL $P; sleep 0.2
ps -o pid,stat,args -p $P

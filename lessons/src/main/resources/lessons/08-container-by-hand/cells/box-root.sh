P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9083" {print $1}' | tail -n 1)
ls /proc/$P/root/
grep ' / / ' /proc/$P/mountinfo
ls /proc/$P/root/proc/1/root/lab

P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9083" {print $1}' | tail -n 1)
nsenter -t $P -m -u -i -n -p /bin/sh -c 'sleep 9086 &'
case $CGV in
v2) mkdir -p $CG/hand
    echo 32M > $CG/hand/memory.max
    echo 20 > $CG/hand/pids.max
    echo 50000 100000 > $CG/hand/cpu.max
    echo $P > $CG/hand/cgroup.procs ;;
v1) mkdir -p $CG/memory/hand $CG/pids/hand $CG/cpu/hand
    echo 32M > $CG/memory/hand/memory.limit_in_bytes
    echo 20 > $CG/pids/hand/pids.max
    echo 50000 > $CG/cpu/hand/cpu.cfs_quota_us
    for c in memory pids cpu; do echo $P > $CG/$c/hand/cgroup.procs; done ;;
none) prlimit --pid $P --as=33554432 --nproc=20 ;;
esac
for c in $P $(pgrep -n -x -f 'sleep 9086'); do
  echo "== $c"
  case $CGV in
  none) grep -E 'processes|address' /proc/$c/limits ;;
  *) grep -E 'memory|pids|cpu:|^0::' /proc/$c/cgroup ;;
  esac
done

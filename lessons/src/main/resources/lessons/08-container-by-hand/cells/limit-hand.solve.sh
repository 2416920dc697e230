P=$(ps -eo pid,args | awk '$2=="sleep" && $3=="9083" {print $1}' | tail -n 1)
nsenter -t $P -m -u -i -n -p /bin/sh -c 'sleep 9086 &'
case $CGV in
v2) mkdir -p $CG/hand
    echo 32M > $CG/hand/memory.max
    echo 20 > $CG/hand/pids.max
    echo 50000 100000 > $CG/hand/cpu.max
    echo $P > $CG/hand/cgroup.procs ;;
v1) for d in $CG; do mkdir -p $d/hand; cd $d/hand
      [ ! -e memory.limit_in_bytes ] || echo 32M > memory.limit_in_bytes
      [ ! -e pids.max ] || echo 20 > pids.max
      [ ! -e cpu.cfs_quota_us ] || echo 50000 > cpu.cfs_quota_us
      echo $P > cgroup.procs
    done; cd /lab ;;
none) prlimit --pid $P --as=33554432 --nproc=20 ;;
esac
for c in $P $(pgrep -n -x -f 'sleep 9086'); do
  echo "== $c"
  case $CGV in none) grep -E 'processes|address' /proc/$c/limits ;; *) grep -E 'memory|pids|cpu:|^0::' /proc/$c/cgroup ;; esac
done

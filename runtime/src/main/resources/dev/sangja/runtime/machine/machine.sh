# Makes a machine's namespaces into the engine's minimal view, then becomes the engine.
#
# It runs twice. First without ids, right after unshare(1): it says that it is there and waits for the id maps. Then,
# because the kernel gives root's powers only at an exec, a second time as root of the new user namespace.
#
# Arguments: stage, skeleton, jdk, application, store, machine, busybox, cgroup version, controllers, java options...
set -eu
stage=$1
if [ "$stage" = wait ]; then
  shift
  echo up
  read -r go
  exec /bin/sh -c "$SANGJA_MACHINE_SCRIPT" machine build "$@"
fi
skeleton=$2 jdk=$3 application=$4 store=$5 machine=$6 busybox=$7 cgroups=$8 controllers=$9
shift 9

root=$machine/root
mount --bind "$skeleton" "$root"
mount --bind "$jdk" "$root/jdk"
mount -o remount,bind,ro,nosuid,nodev "$root/jdk"
mount --bind "$application" "$root/app"
mount -o remount,bind,ro,nosuid,nodev "$root/app"
mount --bind "$store" "$root/store"
mount -o remount,bind,ro,nosuid,nodev "$root/store"
mount --bind "$machine/files" "$root/machine"
mount --bind "$busybox" "$root/bin/busybox"
mount -o remount,bind,ro,nosuid,nodev "$root/bin/busybox"
mount -t tmpfs -o nosuid,nodev,mode=1777,size=16m tmpfs "$root/tmp"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t sysfs -o nosuid,nodev,noexec sysfs "$root/sys"
mount -t tmpfs -o nosuid,mode=755,size=64k tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
case $cgroups in
  2) mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$root/sys/fs/cgroup" ;;
  1)
    groups=$root/sys/fs/cgroup
    mount -t tmpfs -o nosuid,nodev,noexec,mode=755,size=64k tmpfs "$groups"
    # What the learner may change, of every hierarchy, in one place: there is no such place in version 1.
    mkdir "$groups/lab"
    for hierarchy in $controllers; do
      mkdir "$groups/$hierarchy"
      mount -t cgroup -o "nosuid,nodev,noexec,$hierarchy" cgroup "$groups/$hierarchy"
      rest=$hierarchy,
      while [ -n "$rest" ]; do
        controller=${rest%%,*} rest=${rest#*,}
        [ "$controller" = "$hierarchy" ] || ln -s "$hierarchy" "$groups/$controller"
        ln -s "../$hierarchy/lab" "$groups/lab/$controller"
      done
    done
    ;;
esac
mount -o remount,bind,ro,nosuid,nodev "$root"
cd "$root"
pivot_root . old
cd /
/bin/busybox umount -l /old
exec /bin/busybox env -i LC_ALL=C.UTF-8 PATH=/bin /jdk/bin/java "$@"

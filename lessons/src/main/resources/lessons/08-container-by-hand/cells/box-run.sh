set -e
cd /lab/box
mountpoint -q merged || mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr merged
cd merged
mount -t proc proc proc
mount -t tmpfs -o mode=755 tmpfs dev
for d in null zero random urandom; do : > dev/$d; mount --bind /dev/$d dev/$d; done
mkdir -p .old
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
hostname box
exec "$@"

mountpoint -q /lab/o/m || mount -t overlay overlay -o lowerdir=/lab/o/l2:/lab/o/l1,upperdir=/lab/o/up,workdir=/lab/o/work,userxattr /lab/o/m
cat /lab/o/m/f1 /lab/o/m/f2

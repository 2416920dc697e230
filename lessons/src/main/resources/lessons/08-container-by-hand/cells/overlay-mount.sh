mountpoint -q /lab/box/merged || mount -t overlay overlay -o lowerdir=/lab/box/lower,upperdir=/lab/box/upper,workdir=/lab/box/work,userxattr /lab/box/merged
chroot /lab/box/merged sh -c 'echo hi > /tmp/hi; rm /bin/vi'
find /lab/box/upper
ls -l /lab/box/upper/bin/vi /lab/box/lower/bin/vi

chroot /lab/box/merged sh -c 'ls /bin/vi; mount -t proc proc /proc; vi --help 2>&1 | head -n 1; umount /proc'

chroot /lab/box/lower sh -c 'ls /; mount -t proc proc /proc; ls /proc/$PPID/root/lab; umount /proc'

rm /lab/o/____/f1
ls -l /lab/o/l1 /lab/o/up

rm /lab/o/m/f1
ls -l /lab/o/l1 /lab/o/up

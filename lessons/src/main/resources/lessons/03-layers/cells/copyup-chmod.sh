chmod ____ /lab/o/m/f1
ls -l /lab/o/l1/f1 /lab/o/up/f1

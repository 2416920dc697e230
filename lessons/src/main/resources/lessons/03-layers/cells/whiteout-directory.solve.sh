rm -r /lab/o/m/d
ls -l /lab/o/up
mkdir /lab/o/m/d
ls -l /lab/o/up
ls -A /lab/o/m/d

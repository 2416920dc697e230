rm -r /lab/o/m/d
ls -l /lab/o/up
____ /lab/o/m/d
ls -l /lab/o/up
ls -A /lab/o/m/d

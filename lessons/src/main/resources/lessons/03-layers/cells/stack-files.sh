mkdir -p /lab/o/l1 /lab/o/l2 /lab/o/up /lab/o/work /lab/o/m
echo bottom > /lab/o/l1/f1
echo bottom > /lab/o/l1/f2
echo top > /lab/o/l2/f2

du -sk /lab/o/up
printf x >> /lab/o/m/____
du -sk /lab/o/up
ls -l /lab/o/l1/big /lab/o/up/big

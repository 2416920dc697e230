docker build -t my/fast:1 -f /lab/slow/fast.Dockerfile /lab/slow
echo '<p>second edit</p>' >> /lab/slow/src/index.html
docker build -t my/fast:1 -f /lab/slow/fast.Dockerfile /lab/slow
docker run --rm my/fast:1 cat /www/index.html

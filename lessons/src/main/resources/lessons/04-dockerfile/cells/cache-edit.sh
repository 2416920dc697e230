echo '<p>first edit</p>' >> /lab/slow/src/index.html
docker build -t my/slow:1 /lab/slow

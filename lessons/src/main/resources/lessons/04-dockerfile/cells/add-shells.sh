docker build -t my/strict:1 -f /lab/add/strict.Dockerfile /lab/add
echo "exit $?"
docker build -t my/loose:1 -f /lab/add/loose.Dockerfile /lab/add
echo "exit $?"

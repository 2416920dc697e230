docker build -t my/cmd:shell -f /lab/cmd/shell.Dockerfile /lab/cmd
docker build -t my/cmd:exec -f /lab/cmd/exec.Dockerfile /lab/cmd
docker run --name e4 -e APP_USER=kim my/cmd:shell
docker run --name e5 -e APP_USER=kim my/cmd:exec

docker run -d --name exec lab/pid1:____
docker run -d --name trap lab/pid1:____
sleep 0.5
time docker stop exec
time docker stop trap
docker inspect -f '{{.Name}} {{.State.ExitCode}}' plain exec trap

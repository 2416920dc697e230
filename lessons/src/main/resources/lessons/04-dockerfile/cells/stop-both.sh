docker run -d --name h0 my/loop:0
docker run -d --name h1 my/loop:1
sleep 0.5
time docker stop h0
time docker stop h1
docker inspect -f '{{.Name}} {{.State.ExitCode}}' h0 h1

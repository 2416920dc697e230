docker ps -s
docker system df

docker build -t my/user:1 /lab/user
docker run -d --name u1 my/user:1

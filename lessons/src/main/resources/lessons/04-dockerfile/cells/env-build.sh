docker build --build-arg ____=42 -t my/env:1 /lab/env
docker history my/env:1

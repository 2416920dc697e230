docker build --build-arg BUILD_NO=42 -t my/env:1 /lab/env
docker history my/env:1

docker run --rm my/env:1 sh -c 'echo "[$BUILD_NO] [$APP_COLOR]"; cat /app/BUILD'
docker run -d --name red -e APP_COLOR=red my/env:1
docker exec red sh -c 'echo "[$BUILD_NO] [$APP_COLOR]"'

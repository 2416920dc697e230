docker commit ____ my/patched:1
lab layers my/patched:1
docker history my/patched:1

cat /proc/self/cgroup
docker exec box cat /proc/self/cgroup

docker run --rm --security-opt seccomp=/lab/no-mkdir.json lab/base:1 sh -c 'mkdir /x; grep Seccomp: /proc/self/status'

docker run --rm ____ lab/base:1 sh -c 'mkdir /x; grep Seccomp: /proc/self/status'

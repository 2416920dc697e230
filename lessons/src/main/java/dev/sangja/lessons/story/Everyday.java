package dev.sangja.lessons.story;

/** Calls that every program makes all the time, by what they are for. */
final class Everyday {
    private Everyday() {}

    static FoldReason reason(String call) {
        return switch (call) {
            case "mmap", "munmap", "mprotect", "brk", "madvise", "mremap", "msync", "mlock", "pkey_mprotect" ->
                FoldReason.MEMORY;
            case "read",
                    "pread64",
                    "readv",
                    "preadv",
                    "lseek",
                    "stat",
                    "fstat",
                    "lstat",
                    "newfstatat",
                    "statx",
                    "statfs",
                    "fstatfs",
                    "access",
                    "faccessat",
                    "faccessat2",
                    "getdents",
                    "getdents64",
                    "readlink",
                    "readlinkat",
                    "getcwd",
                    "getxattr",
                    "lgetxattr",
                    "listxattr" -> FoldReason.READING;
            case "write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range", "splice", "fsync" ->
                FoldReason.WRITING;
            case "uname",
                    "getpid",
                    "getppid",
                    "gettid",
                    "getpgrp",
                    "getpgid",
                    "getsid",
                    "getuid",
                    "geteuid",
                    "getgid",
                    "getegid",
                    "getresuid",
                    "getresgid",
                    "getgroups",
                    "capget",
                    "sysinfo",
                    "getrlimit",
                    "getrusage",
                    "sched_getaffinity",
                    "clock_gettime",
                    "getrandom",
                    "msgctl",
                    "semctl",
                    "shmctl",
                    "pidfd_open" -> FoldReason.PROBING;
            case "accept",
                    "accept4",
                    "poll",
                    "ppoll",
                    "select",
                    "pselect6",
                    "epoll_wait",
                    "epoll_pwait",
                    "nanosleep",
                    "clock_nanosleep",
                    "futex",
                    "recvmsg",
                    "recvfrom",
                    "pause" -> FoldReason.WAITING;
            case "pipe", "pipe2", "dup", "dup2", "dup3", "fcntl", "ioctl", "setpgid", "setsid", "chdir", "fchdir" ->
                FoldReason.SHELL_PLUMBING;
            default -> FoldReason.EVERYDAY;
        };
    }
}

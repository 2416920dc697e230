package dev.sangja.runtime.trace;

import java.util.Optional;

/** What is known of the open files of a process that is stopped at a system call. */
interface Descriptors {
    /** The path of a file under watch: one of the kernel's control files that the process opened for writing. */
    Optional<String> watchedPath(int fd);

    /** Whether it is a routing socket of netlink(7). */
    boolean isRouting(int fd);

    /** What {@code /proc/PID/fd/N} points at, such as {@code uts:[4026531838]}. Costs a system call. */
    Optional<String> link(int fd);

    /** Nothing is known. */
    static Descriptors unknown() {
        return new Descriptors() {
            @Override
            public Optional<String> watchedPath(int fd) {
                return Optional.empty();
            }

            @Override
            public boolean isRouting(int fd) {
                return false;
            }

            @Override
            public Optional<String> link(int fd) {
                return Optional.empty();
            }
        };
    }
}

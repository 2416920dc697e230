package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The numbers of the calls that a tracer itself must understand; -1 where the architecture lacks one. */
final class KnownCalls {
    final int chroot;
    final int clone;
    final int clone3;
    final int close;
    final int closeRange;
    final int dup;
    final int dup2;
    final int dup3;
    final int fcntl;
    final int sendmsg;
    final int sendto;
    final int socket;
    private final Set<Integer> births;
    private final Set<Integer> execs;
    private final Set<Integer> opens;
    private final Set<Integer> writes;

    KnownCalls(Architecture architecture) {
        SyscallTable table = SyscallTable.of(architecture);
        chroot = number(table, "chroot");
        clone = number(table, "clone");
        clone3 = number(table, "clone3");
        close = number(table, "close");
        closeRange = number(table, "close_range");
        dup = number(table, "dup");
        dup2 = number(table, "dup2");
        dup3 = number(table, "dup3");
        fcntl = number(table, "fcntl");
        sendmsg = number(table, "sendmsg");
        sendto = number(table, "sendto");
        socket = number(table, "socket");
        births = numbers(table, "clone", "clone3", "fork", "vfork");
        execs = numbers(table, "execve", "execveat");
        opens = numbers(table, "open", "openat", "openat2", "creat");
        writes = numbers(table, "write", "pwrite64", "writev", "pwritev", "pwritev2");
    }

    boolean isBirth(int number) {
        return births.contains(number);
    }

    boolean isExec(int number) {
        return execs.contains(number);
    }

    boolean isOpen(int number) {
        return opens.contains(number);
    }

    boolean isWrite(int number) {
        return writes.contains(number);
    }

    private static int number(SyscallTable table, String name) {
        return table.numberOf(name).orElse(-1);
    }

    private static Set<Integer> numbers(SyscallTable table, String... names) {
        return Arrays.stream(names)
                .map(name -> number(table, name))
                .filter(number -> number >= 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.sangja.runtime.linux;

/** What {@code PTRACE_GET_SYSCALL_INFO} says of a stopped thread. */
public final class SyscallStop {
    static final int BYTES = 88; // struct ptrace_syscall_info of linux/ptrace.h

    private final Kind kind;
    private final int number;
    private final long[] arguments;
    private final long result;
    private final int filterData;

    private SyscallStop(Kind kind, int number, long[] arguments, long result, int filterData) {
        this.kind = kind;
        this.number = number;
        this.arguments = arguments;
        this.result = result;
        this.filterData = filterData;
    }

    static SyscallStop entry(int number, long[] arguments) {
        return new SyscallStop(Kind.ENTRY, number, arguments, 0, 0);
    }

    static SyscallStop exit(long result) {
        return new SyscallStop(Kind.EXIT, -1, new long[0], result, 0);
    }

    static SyscallStop filter(int number, long[] arguments, int filterData) {
        return new SyscallStop(Kind.SECCOMP, number, arguments, 0, filterData);
    }

    static SyscallStop none() {
        return new SyscallStop(Kind.NONE, -1, new long[0], 0, 0);
    }

    /** Where in a system call it stopped. */
    public Kind kind() {
        return kind;
    }

    /** The call's number, at an entry and at a filter's stop. */
    public int number() {
        return number;
    }

    /** The six argument registers, at an entry and at a filter's stop. Belongs to the caller from now on. */
    public long[] arguments() {
        return arguments;
    }

    /** What the call returned, at an exit: the error number, negated, if it failed. */
    public long result() {
        return result;
    }

    /** What the filter told the tracer, at a filter's stop. */
    public int filterData() {
        return filterData;
    }

    /** Where it stopped; {@code PTRACE_SYSCALL_INFO_} of {@code linux/ptrace.h}. */
    public enum Kind {
        /** In no system call. */
        NONE,
        ENTRY,
        EXIT,
        /** At a filter that answered RET_TRACE. */
        SECCOMP
    }
}

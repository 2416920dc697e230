package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.linux.Signals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Births, endings, signals, keys of System V. */
final class ProcessDecoders {
    private static final long EXIT_SIGNAL = 0xff; // CSIGNAL of linux/sched.h
    private static final int SIGNALS = 64;
    private static final int SIGCHLD_INFO_BYTES = 28; // si_signo, si_errno, si_code, padding, si_pid, si_uid, si_status
    private static final int CLONE_ARGS_BYTES = 88; // CLONE_ARGS_SIZE_VER2 of linux/sched.h
    private static final int CLONE_ARGS_SMALLEST = 64;
    private static final int FUTEX_PRIVATE = 128; // linux/futex.h, as the following
    private static final int FUTEX_REALTIME = 256;
    private static final int PERMISSIONS = 0x1ff;

    private final Constants.FlagTable cloneFlags;
    private final Constants.FlagTable actionFlags;
    private final Constants.FlagTable ipcFlags;
    private final Constants.SymbolTable childCodes;
    private final Constants.SymbolTable futexOperations;

    ProcessDecoders(Constants constants) {
        cloneFlags = constants.flags("CLONE");
        actionFlags = constants.flags("SIGNAL_ACTION");
        ipcFlags = constants.flags("IPC_FLAGS");
        childCodes = constants.symbols("CHILD_CODE");
        futexOperations = constants.symbols("FUTEX");
    }

    void register(DecoderRegistry registry) {
        registry.input("clone_flags", reference -> (value, call) -> cloneFlags(value));
        registry.input(
                "clone_args",
                reference -> (value, call) -> cloneArguments(value, call.argument(reference.index()), call));
        registry.input("signal", reference -> (value, call) -> new ArgumentValue.Symbol(Signals.nameOf((int) value)));
        registry.input("signal_set", reference -> (value, call) -> signalSet(value, call));
        registry.input("signal_action", reference -> (value, call) -> signalAction(value, call));
        registry.input(
                "ipc_key",
                reference -> (value, call) -> new ArgumentValue.Symbol(
                        (int) value == 0 ? "IPC_PRIVATE" : "0x" + Integer.toHexString((int) value)));
        registry.input("ipc_flags", reference -> (value, call) -> ipcFlags((int) value));
        registry.input("futex_operation", reference -> (value, call) -> futexOperation((int) value));
        registry.result("wait_status", reference -> (value, call) -> waitStatus(value, call));
        registry.result("child_info", reference -> (value, call) -> childInformation(value, call));
    }

    /** The lowest byte of clone(2)'s flags is the signal that the child's end sends. */
    private ArgumentValue cloneFlags(long value) {
        ArgumentValue.Flags flags = cloneFlags.decode(value & 0xffff_ffffL & ~EXIT_SIGNAL);
        int signal = (int) (value & EXIT_SIGNAL);
        if (signal == 0) {
            return flags;
        }
        List<String> names = new ArrayList<>(flags.names());
        names.add(Signals.nameOf(signal));
        return new ArgumentValue.Flags(names, flags.remainder());
    }

    private ArgumentValue cloneArguments(long address, long size, CallView call) {
        int length = (int) Math.min(size, CLONE_ARGS_BYTES);
        if (length < CLONE_ARGS_SMALLEST) {
            return new ArgumentValue.Address(address);
        }
        return call.structure(address, length)
                .<ArgumentValue>map(arguments -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("flags", cloneFlags.decode(arguments.getLong(0)).render());
                    long signal = arguments.getLong(32);
                    fields.put("exit_signal", Signals.nameOf((int) signal));
                    fields.put("stack", new ArgumentValue.Address(arguments.getLong(40)).render());
                    fields.put("stack_size", PlainDecoders.hex(arguments.getLong(48)));
                    if (length == CLONE_ARGS_BYTES && arguments.getLong(80) != 0) {
                        fields.put("cgroup", Long.toString(arguments.getLong(80)));
                    }
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    private static ArgumentValue signalSet(long address, CallView call) {
        return call.structure(address, 8)
                .<ArgumentValue>map(set -> new ArgumentValue.Symbol(signalSet(set.getLong())))
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    /** The signals without their prefix, as strace(1) writes them; of a set with more than half, those that are not. */
    static String signalSet(long set) {
        boolean most = Long.bitCount(set) > SIGNALS / 2;
        long shown = most ? ~set : set;
        List<String> names = new ArrayList<>();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if ((shown >>> (signal - 1) & 1) != 0) {
                names.add(Signals.nameOf(signal).replaceFirst("^SIG", ""));
            }
        }
        return (most ? "~" : "") + "[" + String.join(" ", names) + "]";
    }

    private ArgumentValue signalAction(long address, CallView call) {
        return call.structure(address, 32) // struct kernel_sigaction: handler, flags, restorer, mask
                .<ArgumentValue>map(action -> {
                    long handler = action.getLong();
                    long flags = action.getLong();
                    action.getLong();
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put(
                            "sa_handler",
                            handler == 0 ? "SIG_DFL" : handler == 1 ? "SIG_IGN" : PlainDecoders.hex(handler));
                    fields.put("sa_mask", signalSet(action.getLong()));
                    fields.put("sa_flags", actionFlags.decode(flags).render());
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    private ArgumentValue ipcFlags(int value) {
        ArgumentValue.Flags flags = ipcFlags.decode(Integer.toUnsignedLong(value & ~PERMISSIONS));
        String mode = FileDecoders.octal(value & PERMISSIONS);
        boolean plain = flags.names().isEmpty() && flags.remainder() == 0;
        return new ArgumentValue.Symbol(plain ? mode : flags.render() + "|" + mode);
    }

    private ArgumentValue futexOperation(int value) {
        List<String> names = new ArrayList<>();
        names.add(futexOperations.render(value & ~(FUTEX_PRIVATE | FUTEX_REALTIME)));
        if ((value & FUTEX_PRIVATE) != 0) {
            names.add("FUTEX_PRIVATE_FLAG");
        }
        if ((value & FUTEX_REALTIME) != 0) {
            names.add("FUTEX_CLOCK_REALTIME");
        }
        return new ArgumentValue.Flags(names, 0);
    }

    /** What wait4(2) filled in; nothing if no child had ended. */
    private static ArgumentValue waitStatus(long address, CallView call) {
        if (call.result() <= 0) {
            return new ArgumentValue.Address(address);
        }
        return call.structure(address, 4)
                .<ArgumentValue>map(status -> new ArgumentValue.Symbol("[{" + status(status.getInt()) + "}]"))
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    /** A status word in the macros of wait(2), as strace(1) writes it. */
    static String status(int status) {
        int signal = status & 0x7f;
        int code = status >>> 8 & 0xff;
        if (status == 0xffff) {
            return "WIFCONTINUED(s)";
        }
        if (signal == 0) {
            return "WIFEXITED(s) && WEXITSTATUS(s) == " + code;
        }
        if (signal == 0x7f) {
            return "WIFSTOPPED(s) && WSTOPSIG(s) == " + Signals.nameOf(code & 0x7f);
        }
        String dumped = (status & 0x80) != 0 ? " && WCOREDUMP(s)" : "";
        return "WIFSIGNALED(s) && WTERMSIG(s) == " + Signals.nameOf(signal) + dumped;
    }

    /** What waitid(2) filled in: the part of siginfo_t that tells of a child. */
    private ArgumentValue childInformation(long address, CallView call) {
        return call.structure(address, SIGCHLD_INFO_BYTES)
                .<ArgumentValue>map(information -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    int code = information.getInt(8);
                    int status = information.getInt(24);
                    if (information.getInt(0) != 0) {
                        fields.put("si_signo", Signals.nameOf(information.getInt(0)));
                        fields.put("si_code", childCodes.render(code));
                        fields.put("si_pid", Integer.toString(information.getInt(16)));
                        fields.put("si_uid", Integer.toUnsignedString(information.getInt(20)));
                        fields.put("si_status", code == 1 ? Integer.toString(status) : Signals.nameOf(status));
                    }
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }
}

package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.Signals;

/** The four arguments of prctl(2): what they are depends on the operation, which comes before them. */
final class PrctlDecoders {
    private static final int OPERATION = 0;
    private static final int LONGEST_NAME = 16; // TASK_COMM_LEN of linux/sched.h

    private final Constants.SymbolTable operations;
    private final Constants.SymbolTable ambient;
    private final Constants.SymbolTable modes;
    private final Constants.FlagTable securebits;

    PrctlDecoders(Constants constants) {
        operations = constants.symbols("PR");
        ambient = constants.symbols("PR_CAP_AMBIENT");
        modes = constants.symbols("SECCOMP_MODE");
        securebits = constants.flags("SECUREBITS");
    }

    void register(DecoderRegistry registry) {
        registry.input("prctl_argument", reference -> {
            int place = Integer.parseInt(reference.text());
            return (value, call) -> {
                String operation = operations.render((int) call.argument(OPERATION));
                return switch (place) {
                    case 2 -> first(operation, value, call);
                    case 3 -> second(operation, value, call);
                    default ->
                        isUnknown(operation)
                                ? new ArgumentValue.Symbol(PlainDecoders.hex(value))
                                : ArgumentDecoder.UNUSED;
                };
            };
        });
    }

    private ArgumentValue first(String operation, long value, CallView call) {
        return switch (operation) {
            case "PR_CAPBSET_READ", "PR_CAPBSET_DROP" -> capability(value);
            case "PR_CAP_AMBIENT" -> ambient.decode(value);
            case "PR_SET_PDEATHSIG" -> new ArgumentValue.Symbol(Signals.nameOf((int) value));
            case "PR_SET_NAME" -> call.text(value, LONGEST_NAME);
            case "PR_SET_SECCOMP" -> modes.decode(value);
            case "PR_SET_SECUREBITS" -> securebits.decode(value);
            case "PR_GET_NAME", "PR_GET_PDEATHSIG", "PR_GET_TSC", "PR_GET_CHILD_SUBREAPER", "PR_GET_TID_ADDRESS" ->
                new ArgumentValue.Address(value);
            case "PR_SET_DUMPABLE",
                    "PR_SET_KEEPCAPS",
                    "PR_SET_NO_NEW_PRIVS",
                    "PR_SET_CHILD_SUBREAPER",
                    "PR_SET_TIMERSLACK",
                    "PR_SET_THP_DISABLE" -> new ArgumentValue.Whole(value);
            default ->
                isUnknown(operation) ? new ArgumentValue.Symbol(PlainDecoders.hex(value)) : ArgumentDecoder.UNUSED;
        };
    }

    private ArgumentValue second(String operation, long value, CallView call) {
        return switch (operation) {
            case "PR_CAP_AMBIENT" ->
                ambient.render((int) call.argument(OPERATION + 1)).endsWith("_ALL")
                        ? ArgumentDecoder.UNUSED
                        : capability(value);
            case "PR_SET_SECCOMP" -> value == 0 ? ArgumentDecoder.UNUSED : PrivilegeDecoders.filter(value, call);
            default ->
                isUnknown(operation) ? new ArgumentValue.Symbol(PlainDecoders.hex(value)) : ArgumentDecoder.UNUSED;
        };
    }

    /** Operations whose arguments are not told apart here; all four are shown as they are. */
    private static boolean isUnknown(String operation) {
        return switch (operation) {
            case "PR_SET_MM",
                    "PR_SET_VMA",
                    "PR_SCHED_CORE",
                    "PR_SET_SYSCALL_USER_DISPATCH",
                    "PR_SET_PTRACER",
                    "PR_SET_SPECULATION_CTRL",
                    "PR_GET_SPECULATION_CTRL",
                    "PR_SET_TSC",
                    "PR_SET_MDWE" -> true;
            default -> !operation.startsWith("PR_");
        };
    }

    private static ArgumentValue capability(long number) {
        return new ArgumentValue.Symbol(
                Capability.numbered((int) number).map(Capability::name).orElseGet(() -> PlainDecoders.hex(number)));
    }
}

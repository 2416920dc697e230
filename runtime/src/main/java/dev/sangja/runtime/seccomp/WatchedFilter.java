package dev.sangja.runtime.seccomp;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a filter that only says which calls a tracer wants to see before one that decides. Two filters side by side
 * cannot do it: of their answers the kernel takes the stricter, so a call that the deciding one refuses would never
 * reach the tracer.
 */
public final class WatchedFilter {
    private WatchedFilter() {}

    /**
     * A filter that refuses what {@code decision} refuses.
     *
     * <p>Calls for which {@code watch} answers TRACE reach the tracer where {@code decision} allows them, as TRACE with
     * the message 0, and where it lets them fail, as TRACE with the error as the message: then the tracer must make
     * them fail. If there is no tracer, the kernel lets them fail with ENOSYS. Every other call fares as
     * {@code decision} says, without a tracer.
     *
     * @throws ProfileException if it is longer than the kernel takes
     */
    public static BpfProgram of(BpfProgram watch, BpfProgram decision) {
        List<BpfInstruction> instructions = new ArrayList<>();
        int plain = watch.length();
        int watched = plain + decision.length();
        for (BpfInstruction instruction : watch.instructions()) {
            instructions.add(branch(instruction, instructions.size(), plain, watched));
        }
        instructions.addAll(decision.instructions());
        decision.instructions().forEach(instruction -> instructions.add(traced(instruction)));
        if (instructions.size() > BpfProgram.MAXIMUM_LENGTH) {
            throw new ProfileException("with what the tracer watches, the profile makes a filter of "
                    + instructions.size() + " instructions; the kernel takes at most " + BpfProgram.MAXIMUM_LENGTH);
        }
        return new BpfProgram(instructions);
    }

    private static BpfInstruction branch(BpfInstruction instruction, int index, int plain, int watched) {
        if (instruction.code() != BpfInstruction.RETURN) {
            return instruction;
        }
        return switch (Action.ofReturnValue(instruction.operand()).kind()) {
            case ALLOW, LOG -> jump(plain - index - 1);
            case TRACE -> jump(watched - index - 1);
            case ERRNO, TRAP, KILL_THREAD, KILL_PROCESS -> instruction;
        };
    }

    private static BpfInstruction traced(BpfInstruction instruction) {
        if (instruction.code() != BpfInstruction.RETURN) {
            return instruction;
        }
        Action action = Action.ofReturnValue(instruction.operand());
        return switch (action.kind()) {
            case ALLOW, LOG, TRACE -> answer(new Action(Action.Kind.TRACE, 0));
            case ERRNO -> answer(new Action(Action.Kind.TRACE, action.data()));
            case TRAP, KILL_THREAD, KILL_PROCESS -> instruction;
        };
    }

    private static BpfInstruction jump(int distance) {
        return new BpfInstruction(BpfInstruction.JUMP, 0, 0, distance);
    }

    private static BpfInstruction answer(Action action) {
        return new BpfInstruction(BpfInstruction.RETURN, 0, 0, action.returnValue());
    }
}

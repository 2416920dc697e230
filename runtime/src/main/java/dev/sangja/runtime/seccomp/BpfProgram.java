package dev.sangja.runtime.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.StringJoiner;

/**
 * A seccomp filter: what seccomp(2) takes as a {@code struct sock_fprog}. Every path through it ends in a return, and
 * it is no longer than the kernel takes.
 *
 * @param instructions in order
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>
 */
public record BpfProgram(List<BpfInstruction> instructions) {
    /** {@code BPF_MAXINSNS} of {@code linux/bpf_common.h}: the most instructions that the kernel takes. */
    public static final int MAXIMUM_LENGTH = 4096;

    public BpfProgram {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException(
                    "a filter has 1 to " + MAXIMUM_LENGTH + " instructions, this one has " + instructions.size());
        }
        for (int index = 0; index < instructions.size(); index++) {
            requireTargetInside(instructions, index);
        }
    }

    private static void requireTargetInside(List<BpfInstruction> instructions, int index) {
        BpfInstruction instruction = instructions.get(index);
        if (instruction.code() == BpfInstruction.RETURN) {
            return;
        }
        long farthest = index + 1L;
        if (instruction.code() == BpfInstruction.JUMP) {
            farthest += Integer.toUnsignedLong(instruction.operand());
        } else if (instruction.isConditionalJump()) {
            farthest += Math.max(instruction.jumpTrue(), instruction.jumpFalse());
        }
        if (farthest >= instructions.size()) {
            throw new IllegalArgumentException("instruction " + index + " leads past the end of the filter");
        }
    }

    /** How many instructions it has: the field {@code len} of {@code struct sock_fprog}. */
    public int length() {
        return instructions.size();
    }

    /** The array of {@code struct sock_filter} in this machine's byte order: what {@code filter} points at. */
    public byte[] encode() {
        ByteBuffer buffer =
                ByteBuffer.allocate(instructions.size() * BpfInstruction.BYTES).order(ByteOrder.nativeOrder());
        for (BpfInstruction instruction : instructions) {
            buffer.putShort((short) instruction.code());
            buffer.put((byte) instruction.jumpTrue());
            buffer.put((byte) instruction.jumpFalse());
            buffer.putInt(instruction.operand());
        }
        return buffer.array();
    }

    /** What the kernel would do with that call, by running the filter here. */
    public Action evaluate(SeccompData data) {
        return Action.ofReturnValue(new BpfInterpreter(this).run(data));
    }

    /** The filter as text, an instruction a line, numbered. */
    public String disassemble() {
        StringJoiner lines = new StringJoiner("\n");
        for (int index = 0; index < instructions.size(); index++) {
            lines.add(index + ": " + instructions.get(index).render(index));
        }
        return lines.toString();
    }
}

package dev.sangja.runtime.seccomp;

/**
 * One instruction of classic BPF: {@code struct sock_filter} of {@code linux/filter.h}, eight bytes.
 *
 * @param code operation, of {@code linux/bpf_common.h}
 * @param jumpTrue instructions to skip if a conditional jump holds, 0 to 255
 * @param jumpFalse instructions to skip if it does not, 0 to 255
 * @param operand the field {@code k}: a constant, an offset into {@link SeccompData} or a distance; unsigned
 */
public record BpfInstruction(int code, int jumpTrue, int jumpFalse, int operand) {
    static final int BYTES = 8;
    static final int MAXIMUM_CONDITIONAL_JUMP = 255;

    // linux/bpf_common.h, combined as the kernel's seccomp accepts them (kernel/seccomp.c, seccomp_check_filter).
    static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    static final int AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
    static final int JUMP = 0x05; // BPF_JMP | BPF_JA
    static final int JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    static final int JUMP_GREATER = 0x25; // BPF_JMP | BPF_JGT | BPF_K
    static final int JUMP_GREATER_OR_EQUAL = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    static final int RETURN = 0x06; // BPF_RET | BPF_K

    public BpfInstruction {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("code " + code + " does not fit in 16 bits");
        }
        requireJump(jumpTrue);
        requireJump(jumpFalse);
    }

    private static void requireJump(int distance) {
        if (distance < 0 || distance > MAXIMUM_CONDITIONAL_JUMP) {
            throw new IllegalArgumentException("jump distance " + distance + " does not fit in 8 bits");
        }
    }

    boolean isConditionalJump() {
        return code == JUMP_EQUAL || code == JUMP_GREATER || code == JUMP_GREATER_OR_EQUAL;
    }

    /** The instruction in the notation of the kernel's {@code bpf_asm}, with targets counted from {@code index}. */
    String render(int index) {
        String constant = "0x" + Integer.toHexString(operand);
        return switch (code) {
            case LOAD -> "ld [" + operand + "]";
            case AND -> "and #" + constant;
            case JUMP -> "jmp " + (index + 1 + operand);
            case JUMP_EQUAL -> "jeq #" + constant + targets(index);
            case JUMP_GREATER -> "jgt #" + constant + targets(index);
            case JUMP_GREATER_OR_EQUAL -> "jge #" + constant + targets(index);
            case RETURN ->
                "ret #" + constant + " ; " + Action.ofReturnValue(operand).render();
            default -> "code 0x" + Integer.toHexString(code) + ", k " + constant;
        };
    }

    private String targets(int index) {
        return ", " + (index + 1 + jumpTrue) + ", " + (index + 1 + jumpFalse);
    }
}

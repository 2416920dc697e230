package dev.sangja.runtime.seccomp;

/**
 * Runs a filter as the kernel does, for tests and for telling a learner what a filter answers. It knows the part of
 * classic BPF that {@link BpfAssembler} emits; jumps only lead forward, so it always ends.
 */
final class BpfInterpreter {
    private final BpfProgram program;

    BpfInterpreter(BpfProgram program) {
        this.program = program;
    }

    int run(SeccompData data) {
        int accumulator = 0;
        int index = 0;
        while (true) {
            BpfInstruction instruction = program.instructions().get(index);
            int operand = instruction.operand();
            switch (instruction.code()) {
                case BpfInstruction.RETURN -> {
                    return operand;
                }
                case BpfInstruction.LOAD -> accumulator = load(data, operand);
                case BpfInstruction.AND -> accumulator &= operand;
                case BpfInstruction.JUMP -> index += operand;
                default -> index += holds(instruction, accumulator) ? instruction.jumpTrue() : instruction.jumpFalse();
            }
            index++;
        }
    }

    private static int load(SeccompData data, int offset) {
        if (offset < 0 || offset >= SeccompData.BYTES || offset % 4 != 0) {
            throw new IllegalArgumentException("no word of the call at offset " + offset);
        }
        return data.word(offset);
    }

    private static boolean holds(BpfInstruction instruction, int accumulator) {
        int comparison = Integer.compareUnsigned(accumulator, instruction.operand());
        return switch (instruction.code()) {
            case BpfInstruction.JUMP_EQUAL -> comparison == 0;
            case BpfInstruction.JUMP_GREATER -> comparison > 0;
            case BpfInstruction.JUMP_GREATER_OR_EQUAL -> comparison >= 0;
            default ->
                throw new IllegalArgumentException("unknown instruction 0x" + Integer.toHexString(instruction.code()));
        };
    }
}

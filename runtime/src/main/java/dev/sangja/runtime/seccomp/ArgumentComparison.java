package dev.sangja.runtime.seccomp;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A test of one argument register. The kernel hands filters all 64 bits of it, whatever the call's parameter type: a
 * rule about an {@code int} that must not be got around compares under the mask {@code 0xffffffff}.
 *
 * @param index which argument, 0 to 5
 * @param operator how to compare, unsigned
 * @param value what to compare with; the mask of {@link Operator#MASKED_EQUAL}
 * @param valueTwo what the masked argument must equal; unused elsewhere
 */
record ArgumentComparison(int index, Operator operator, long value, long valueTwo) {
    /** The operators of OCI profiles, named as {@code seccomp.h} of libseccomp names them. */
    enum Operator {
        NOT_EQUAL("SCMP_CMP_NE"),
        LESS("SCMP_CMP_LT"),
        LESS_OR_EQUAL("SCMP_CMP_LE"),
        EQUAL("SCMP_CMP_EQ"),
        GREATER_OR_EQUAL("SCMP_CMP_GE"),
        GREATER("SCMP_CMP_GT"),
        MASKED_EQUAL("SCMP_CMP_MASKED_EQ");

        private final String profileName;

        Operator(String profileName) {
            this.profileName = profileName;
        }

        static Optional<Operator> named(String name) {
            for (Operator operator : values()) {
                if (operator.profileName.equals(name)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }
    }

    ArgumentComparison {
        requireNonNull(operator, "operator");
        if (index < 0 || index >= SeccompData.ARGUMENTS) {
            throw new IllegalArgumentException("no argument " + index);
        }
    }

    /** Adds the test: on to one label if it holds, to the other if not. */
    void assemble(BpfAssembler assembler, BpfAssembler.Label holds, BpfAssembler.Label fails) {
        switch (operator) {
            case EQUAL -> equal(assembler, holds, fails);
            case NOT_EQUAL -> equal(assembler, fails, holds);
            case GREATER -> greater(assembler, false, holds, fails);
            case GREATER_OR_EQUAL -> greater(assembler, true, holds, fails);
            case LESS -> greater(assembler, true, fails, holds);
            case LESS_OR_EQUAL -> greater(assembler, false, fails, holds);
            case MASKED_EQUAL -> maskedEqual(assembler, holds, fails);
        }
    }

    private void equal(BpfAssembler assembler, BpfAssembler.Label holds, BpfAssembler.Label fails) {
        BpfAssembler.Label lowWord = new BpfAssembler.Label();
        assembler.load(SeccompData.highWord(index));
        assembler.jumpIfEqual(high(value), lowWord, fails);
        assembler.bind(lowWord);
        assembler.load(SeccompData.lowWord(index));
        assembler.jumpIfEqual(low(value), holds, fails);
    }

    private void greater(BpfAssembler assembler, boolean orEqual, BpfAssembler.Label holds, BpfAssembler.Label fails) {
        BpfAssembler.Label highWordNotGreater = new BpfAssembler.Label();
        BpfAssembler.Label lowWord = new BpfAssembler.Label();
        assembler.load(SeccompData.highWord(index));
        assembler.jumpIfGreater(high(value), holds, highWordNotGreater);
        assembler.bind(highWordNotGreater);
        assembler.jumpIfEqual(high(value), lowWord, fails);
        assembler.bind(lowWord);
        assembler.load(SeccompData.lowWord(index));
        if (orEqual) {
            assembler.jumpIfGreaterOrEqual(low(value), holds, fails);
        } else {
            assembler.jumpIfGreater(low(value), holds, fails);
        }
    }

    private void maskedEqual(BpfAssembler assembler, BpfAssembler.Label holds, BpfAssembler.Label fails) {
        BpfAssembler.Label lowWord = new BpfAssembler.Label();
        assembler.load(SeccompData.highWord(index));
        assembler.and(high(value));
        assembler.jumpIfEqual(high(valueTwo), lowWord, fails);
        assembler.bind(lowWord);
        assembler.load(SeccompData.lowWord(index));
        assembler.and(low(value));
        assembler.jumpIfEqual(low(valueTwo), holds, fails);
    }

    private static int high(long word) {
        return (int) (word >>> 32);
    }

    private static int low(long word) {
        return (int) word;
    }
}

package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Architecture;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArgumentComparisonTest {
    private static final long[] EDGES = {
        0, 1, 2, 0x7fffffffL, 0x80000000L, 0xffffffffL, 0x100000000L, 0x100000001L, Long.MAX_VALUE, Long.MIN_VALUE, -1L
    };

    @ParameterizedTest
    @EnumSource
    void comparesAll64BitsUnsigned(ArgumentComparison.Operator operator) {
        Random random = new Random(20260101);
        for (long value : EDGES) {
            for (long argument : EDGES) {
                check(operator, value, 0, argument);
                check(operator, value, argument & value, argument);
                check(operator, value, value, argument);
            }
        }
        for (int round = 0; round < 2000; round++) {
            long value = random.nextLong() >>> random.nextInt(64);
            long argument = random.nextBoolean() ? value : random.nextLong() >>> random.nextInt(64);
            check(operator, value, argument & value, argument);
            check(operator, value, random.nextLong() & value, argument);
        }
    }

    private static void check(ArgumentComparison.Operator operator, long value, long valueTwo, long argument) {
        int index = (int) (argument & 3);
        BpfAssembler assembler = new BpfAssembler();
        BpfAssembler.Label holds = new BpfAssembler.Label();
        BpfAssembler.Label fails = new BpfAssembler.Label();
        new ArgumentComparison(index, operator, value, valueTwo).assemble(assembler, holds, fails);
        assembler.bind(holds);
        assembler.giveBack(Action.ALLOW);
        assembler.bind(fails);
        assembler.giveBack(Action.KILL_PROCESS);
        Long[] arguments = {7L, 7L, 7L, 7L, 7L, 7L};
        arguments[index] = argument;

        Action answer = assembler.assemble().evaluate(SeccompData.of(Architecture.X86_64, 0, arguments));

        assertThat(answer.equals(Action.ALLOW))
                .as("%x %s %x (%x)", argument, operator, value, valueTwo)
                .isEqualTo(expected(operator, value, valueTwo, argument));
    }

    private static boolean expected(ArgumentComparison.Operator operator, long value, long valueTwo, long argument) {
        int order = Long.compareUnsigned(argument, value);
        return switch (operator) {
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case EQUAL -> order == 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case GREATER -> order > 0;
            case MASKED_EQUAL -> (argument & value) == valueTwo;
        };
    }
}

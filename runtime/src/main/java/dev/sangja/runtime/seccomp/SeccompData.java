package dev.sangja.runtime.seccomp;

import dev.sangja.runtime.linux.Architecture;
import java.util.List;

/**
 * A system call as a filter sees it: {@code struct seccomp_data} of {@code linux/seccomp.h}.
 *
 * @param number the call's number, as in the register
 * @param architecture an {@code AUDIT_ARCH_} value of {@code linux/audit.h}
 * @param instructionPointer where the call was made
 * @param arguments the six argument registers; fewer are filled up with zeros
 */
public record SeccompData(int number, int architecture, long instructionPointer, List<Long> arguments) {
    static final int NUMBER_OFFSET = 0;
    static final int ARCHITECTURE_OFFSET = 4;
    static final int BYTES = 64;
    static final int ARGUMENTS = 6;

    public SeccompData {
        arguments = List.copyOf(arguments);
        if (arguments.size() > ARGUMENTS) {
            throw new IllegalArgumentException("a call has at most " + ARGUMENTS + " arguments");
        }
    }

    /** A call of that architecture from nowhere in particular. */
    public static SeccompData of(Architecture architecture, int number, Long... arguments) {
        return new SeccompData(number, auditToken(architecture), 0, List.of(arguments));
    }

    /** How calls of that architecture are marked; {@code AUDIT_ARCH_X86_64} and so on of {@code linux/audit.h}. */
    static int auditToken(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> 0xc000003e;
            case AARCH64 -> 0xc00000b7;
        };
    }

    /** Where the low 32 bits of an argument lie. Both architectures are little-endian. */
    static int lowWord(int argument) {
        return 16 + 8 * argument;
    }

    /** Where the high 32 bits of an argument lie. */
    static int highWord(int argument) {
        return lowWord(argument) + 4;
    }

    /** The 32-bit word at that offset of the structure. */
    int word(int offset) {
        if (offset == NUMBER_OFFSET) {
            return number;
        }
        if (offset == ARCHITECTURE_OFFSET) {
            return architecture;
        }
        long value = offset < lowWord(0) ? instructionPointer : argument((offset - lowWord(0)) / 8);
        return (int) (offset % 8 == 0 ? value : value >>> 32);
    }

    private long argument(int index) {
        return index < arguments.size() ? arguments.get(index) : 0;
    }
}

package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.SyscallTable;
import java.util.Arrays;

/** Calls of x86-64 as text, decoded from registers and a fake memory. */
final class Calls {
    private static final SyscallTable TABLE = SyscallTable.of(Architecture.X86_64);

    private final CallDecoder decoder = new CallDecoder(Architecture.X86_64);
    private final FakeMemory memory;

    Calls(FakeMemory memory) {
        this.memory = memory;
    }

    CallDecoder decoder() {
        return decoder;
    }

    String entered(String name, long... registers) {
        return entered(Descriptors.unknown(), name, registers);
    }

    String entered(Descriptors descriptors, String name, long... registers) {
        return decoder.entered(number(name), view(descriptors, registers)).render();
    }

    String returned(String name, long result, long... registers) {
        SyscallCall entered = decoder.entered(number(name), view(Descriptors.unknown(), registers));
        CallView back = CallView.returned(Arrays.copyOf(registers, 6), memory, Descriptors.unknown(), result);
        return decoder.returned(entered, number(name), back).render();
    }

    CallView view(Descriptors descriptors, long... registers) {
        return CallView.entered(Arrays.copyOf(registers, 6), memory, descriptors);
    }

    static int number(String name) {
        return TABLE.numberOf(name).orElseThrow();
    }
}

package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.ProcessTable;
import java.util.function.IntPredicate;

/**
 * Buries the dead that the engine, as process 1, inherits. Those that somebody else waits for are left alone: a wait
 * takes the end away from everybody else.
 */
final class Orphans {
    private Orphans() {}

    static void reap(Linux linux, ProcessTable table, IntPredicate isWaitedFor) {
        table.read(pid -> "").stream()
                .filter(process -> process.parent() == 1 && process.state().equals("Z"))
                .filter(process -> !isWaitedFor.test(process.pid()))
                .forEach(process -> {
                    try {
                        linux.reap(process.pid());
                    } catch (SyscallException alreadyBuried) {
                        // ECHILD: whoever made it was quicker.
                    }
                });
    }
}

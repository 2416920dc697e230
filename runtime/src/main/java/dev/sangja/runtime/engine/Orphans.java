package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Buries the dead that the engine, as process 1, inherits. Those that somebody else waits for are left alone: a wait
 * takes the end away from everybody else.
 */
final class Orphans {
    private Orphans() {}

    /** Buries those among these processes; returns the others. */
    static List<ProcessView> reap(Linux linux, List<ProcessView> processes, IntPredicate isWaitedFor) {
        List<ProcessView> others = new ArrayList<>();
        for (ProcessView process : processes) {
            boolean dead = process.parent() == 1 && process.state().equals("Z");
            if (dead && !isWaitedFor.test(process.pid())) {
                bury(linux, process.pid());
            } else {
                others.add(process);
            }
        }
        return others;
    }

    private static void bury(Linux linux, int pid) {
        try {
            linux.reap(pid);
        } catch (SyscallException alreadyBuried) {
            // ECHILD: whoever made it was quicker.
        }
    }
}

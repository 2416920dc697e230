package dev.sangja.runtime.network;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many connections a machine's published ports carry at once. Whoever is refused is told when there is room again.
 * Only for the thread of the traffic.
 */
final class ConnectionBound {
    private final int most;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int carried;

    ConnectionBound(int most) {
        this.most = most;
    }

    /** Takes a place, or remembers whom to tell. */
    boolean take(Runnable whenRoom) {
        if (carried >= most) {
            waiting.add(whenRoom);
            return false;
        }
        carried++;
        return true;
    }

    void giveBack() {
        carried--;
        List<Runnable> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(Runnable::run);
    }

    /** Somebody who was refused has no wish any more. */
    void forget(Runnable whenRoom) {
        waiting.remove(whenRoom);
    }
}

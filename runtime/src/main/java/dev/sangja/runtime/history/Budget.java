package dev.sangja.runtime.history;

import java.util.ArrayList;
import java.util.List;

/** How many bytes a state may still add, and what did not fit. For one thread. */
final class Budget {
    private static final int MOST_TOLD = 100;

    private final long limit;
    private final List<NotKept> left = new ArrayList<>();
    private long used;

    Budget(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    long rest() {
        return limit - used;
    }

    void use(long bytes) {
        used += bytes;
    }

    long used() {
        return used;
    }

    void leave(NotKept one) {
        if (left.size() < MOST_TOLD) {
            left.add(one);
        }
    }

    /** What did not fit, the first hundred. */
    List<NotKept> left() {
        return List.copyOf(left);
    }
}

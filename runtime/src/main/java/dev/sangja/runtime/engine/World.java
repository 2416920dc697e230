package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;

/** What a thread gives away, or joins, before it makes a child there. Runs on that thread. */
@FunctionalInterface
interface World {
    void enter(Linux linux);

    /** Then also this. */
    default World then(World next) {
        return linux -> {
            enter(linux);
            next.enter(linux);
        };
    }
}

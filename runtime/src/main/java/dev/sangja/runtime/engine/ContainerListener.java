package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;

/** Hears what becomes of containers, on the thread on which it happens. */
interface ContainerListener {
    /** A container is there. */
    void created(ContainerRecord container);

    /**
     * A container runs.
     *
     * @param waited whether its client waits for its end
     */
    void started(ContainerRecord container, int pid, boolean waited);

    /** Its process 1 has ended. */
    void ended(ContainerRecord container);

    /** It is gone. */
    void removed(ContainerRecord container);

    /** It is called otherwise than before. */
    void renamed(ContainerRecord before, ContainerRecord now);
}

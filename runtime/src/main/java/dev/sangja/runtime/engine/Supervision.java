package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.linux.Linux;
import java.util.List;

/** What a container is put under before its program starts: its control group and the tracer. */
interface Supervision {
    /** A group for a container about to start, made through that port. */
    Group group(Linux linux, ContainerRecord container);

    /** What of such limits this host cannot enforce, as Docker warns of it. */
    List<String> warnings(LimitSpec limits);

    /** Watches a held process of a container from now on, and tells how it ends. */
    ChildProcess watch(int pid, String container);

    /** The limits of one container. */
    interface Group {
        /** Puts the calling thread in, as far as the kernel lets a thread move alone. */
        void enterThread();

        /** Puts a held process in, and under the limits. */
        void enter(int pid);

        /** Sets other limits; returns what cannot be enforced on this host. */
        List<String> apply(LimitSpec limits);

        void freeze();

        void thaw();

        ContainerUsage usage();

        /** Whether the kernel ended a process of it for want of memory. */
        boolean outOfMemory();

        void remove();
    }
}

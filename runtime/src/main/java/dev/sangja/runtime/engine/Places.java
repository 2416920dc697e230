package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.process.OwnThread;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Finds the world of a place, and works in it. Safe for use by several threads. */
final class Places {
    private static final Set<CloneFlag> ALL = Set.of(
            CloneFlag.CLONE_NEWNS,
            CloneFlag.CLONE_NEWUTS,
            CloneFlag.CLONE_NEWIPC,
            CloneFlag.CLONE_NEWNET,
            CloneFlag.CLONE_NEWPID,
            CloneFlag.CLONE_NEWCGROUP);

    private final Linux linux;
    private final Workbench workbench;
    private final Function<String, Integer> processOfContainer;

    /** {@code processOfContainer} names process 1 of a running container, or throws IllegalArgumentException. */
    Places(Linux linux, Workbench workbench, Function<String, Integer> processOfContainer) {
        this.linux = linux;
        this.workbench = workbench;
        this.processOfContainer = processOfContainer;
    }

    /** Does the work on a thread that has entered all of the place's namespaces but the user namespace. */
    <T> T in(Place place, Callable<T> work) {
        return in(place, ALL, work);
    }

    /** Does the work on a thread that has entered these namespaces of the place. */
    <T> T in(Place place, Set<CloneFlag> namespaces, Callable<T> work) {
        if (place instanceof Place.Workbench) {
            return OwnThread.call("in the workbench", () -> {
                if (namespaces.contains(CloneFlag.CLONE_NEWNS)) {
                    workbench.entry().enter(linux);
                }
                return work.call();
            });
        }
        int pidfd = linux.openProcess(process(place));
        try {
            return OwnThread.call("in a place", () -> {
                linux.unshare(Set.of(CloneFlag.CLONE_FS));
                linux.joinNamespaces(pidfd, namespaces);
                return work.call();
            });
        } finally {
            linux.close(pidfd);
        }
    }

    private int process(Place place) {
        if (place instanceof Place.InContainer container) {
            return processOfContainer.apply(container.container());
        }
        if (place instanceof Place.OfProcess process && process.pid() > 1) {
            return process.pid();
        }
        // Process 1 is the engine: nothing is ever looked up or run in its own namespaces.
        throw new IllegalArgumentException("no such place: " + place);
    }
}

package dev.sangja.runtime.limits;

import java.util.Optional;

/** The controllers that this project uses; cgroups(7). */
public enum Controller {
    MEMORY("memory"),
    PROCESSES("pids"),
    CPU("cpu"),
    /** Version 1 alone; version 2 always accounts. */
    CPU_ACCOUNTING("cpuacct"),
    CPUSET("cpuset"),
    /** Version 1 alone; version 2 can always freeze. */
    FREEZER("freezer");

    private final String kernelName;

    Controller(String kernelName) {
        this.kernelName = kernelName;
    }

    /** Its name in {@code /proc/cgroups} and mount options. */
    public String kernelName() {
        return kernelName;
    }

    /** The controller of that name, if this project uses it. */
    static Optional<Controller> named(String name) {
        for (Controller controller : values()) {
            if (controller.kernelName.equals(name)) {
                return Optional.of(controller);
            }
        }
        return Optional.empty();
    }
}

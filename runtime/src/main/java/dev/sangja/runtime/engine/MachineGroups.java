package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.LimitSpec;
import java.util.ArrayList;
import java.util.List;

/** The control groups of a machine; on a host without them, every group is a name for nothing. */
final class MachineGroups {
    /** A group for that container. */
    Supervision.Group forContainer(ContainerRecord container) {
        return new None();
    }

    /** Where this host has no control groups for us. */
    private static final class None implements Supervision.Group {
        @Override
        public void enterThread() {
            // There is nothing to enter.
        }

        @Override
        public void enter(int pid) {
            // There is nothing to enter.
        }

        @Override
        public List<String> apply(LimitSpec limits) {
            List<String> warnings = new ArrayList<>();
            if (!limits.equals(LimitSpec.NONE)) {
                warnings.add("Your kernel does not support the limits asked for: no control groups on this host.");
            }
            return warnings;
        }

        @Override
        public void freeze() {
            throw new dev.sangja.runtime.container.ContainerProblem.NotHere("pause");
        }

        @Override
        public void thaw() {
            throw new dev.sangja.runtime.container.ContainerProblem.NotHere("unpause");
        }

        @Override
        public ContainerUsage usage() {
            return new ContainerUsage(System.nanoTime(), 0, 0, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public boolean outOfMemory() {
            return false;
        }

        @Override
        public void remove() {
            // There is nothing to remove.
        }
    }
}

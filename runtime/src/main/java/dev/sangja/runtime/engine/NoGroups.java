package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.List;
import java.util.Map;

/** Where this host has no control groups for us: every group is a name for nothing. */
final class NoGroups implements MachineGroups {
    @Override
    public Supervision.Group forContainer(Linux recorded, ContainerRecord container) {
        return new None();
    }

    @Override
    public List<String> warnings(LimitSpec limits) {
        return LimitWarnings.of(limits, resource -> false);
    }

    @Override
    public void enterBench(int pid) {
        // There is nothing to enter.
    }

    @Override
    public String enterBenchScript() {
        return "";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("CGV", "none", "CG", "");
    }

    @Override
    public void freezeBench() {
        // There is nothing to freeze with.
    }

    @Override
    public void thawBench() {
        // Nothing is frozen.
    }

    @Override
    public GroupSurvey survey() {
        return GroupSurvey.nothing();
    }

    @Override
    public boolean resetMemoryPeak() {
        return false;
    }

    @Override
    public List<LimitEvent> eventsBetween(GroupSurvey earlier, GroupSurvey later) {
        return List.of();
    }

    @Override
    public List<LimitEvent> departed() {
        return List.of();
    }

    /** The group of a container that has none. */
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
            return LimitWarnings.of(limits, resource -> false);
        }

        @Override
        public void freeze() {
            throw new ContainerProblem.NotHere("pause");
        }

        @Override
        public void thaw() {
            throw new ContainerProblem.NotHere("unpause");
        }

        @Override
        public ContainerUsage usage() {
            return new ContainerUsage(System.nanoTime(), -1, -1, -1, -1, -1, -1, -1, -1);
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

package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.ControlGroup;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.limits.GroupUsage;
import dev.sangja.runtime.limits.LimitedResource;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The control group of one container that starts or runs. Its first process is born in it, so that the container's
 * control group namespace begins there; the limits come when it is born, because the thread that makes it counts too.
 */
final class ContainerGroup implements Supervision.Group {
    private enum Stage {
        NEW,
        ENGINE_LENT,
        INHABITED
    }

    private final KernelGroups all;
    private final Linux linux;
    private final ControlGroup group;
    private final LimitSpec limits;
    private Stage stage = Stage.NEW;

    ContainerGroup(KernelGroups all, Linux linux, ControlGroup group, LimitSpec limits) {
        this.all = all;
        this.linux = linux;
        this.group = group;
        this.limits = limits;
    }

    @Override
    public synchronized void enterThread() {
        boolean first = stage == Stage.NEW;
        if (first) {
            group.create();
        }
        if (!group.joinThread(linux.threadId()) && first) {
            all.lendEngine(group);
            stage = Stage.ENGINE_LENT;
        }
    }

    @Override
    public synchronized void enter(int pid) {
        switch (stage) {
            case NEW -> apply(limits);
            case ENGINE_LENT -> {
                all.returnEngine();
                stage = Stage.INHABITED;
                apply(limits);
            }
            case INHABITED -> join(pid);
        }
        stage = Stage.INHABITED;
    }

    /** With version 1 it was born here, and could not be moved by root if it is another user by now. */
    private void join(int pid) {
        if (!group.members().contains(pid)) {
            group.join(pid);
        }
    }

    @Override
    public List<String> apply(LimitSpec wanted) {
        Set<LimitedResource> missing = group.apply(wanted);
        return LimitWarnings.of(wanted, resource -> !missing.contains(resource));
    }

    @Override
    public void freeze() {
        group.freeze();
    }

    @Override
    public void thaw() {
        group.thaw();
    }

    @Override
    public ContainerUsage usage() {
        GroupSurvey survey = group.survey();
        Optional<GroupUsage> own = Optional.ofNullable(survey.groups().get(""));
        return new ContainerUsage(
                survey.atNanos(),
                survey.cpuNanos().map(Double::longValue).orElse(-1L),
                group.memoryInUse().orElse(-1),
                own.flatMap(GroupUsage::memory)
                        .map(GroupUsage.Meter::limit)
                        .filter(limit -> limit > 0)
                        .map(Double::longValue)
                        .orElse(all.memoryBytes()),
                -1,
                -1,
                -1,
                -1,
                own.flatMap(GroupUsage::processes)
                        .map(GroupUsage.Meter::used)
                        .map(Double::longValue)
                        .orElse(-1L));
    }

    @Override
    public boolean outOfMemory() {
        return group.survey().groups().values().stream()
                .flatMap(usage -> usage.memory().stream())
                .anyMatch(memory -> memory.acted().count() > 0);
    }

    @Override
    public synchronized void remove() {
        if (stage == Stage.ENGINE_LENT) {
            all.returnEngine();
            stage = Stage.INHABITED;
        }
        try {
            if (group.exists()) {
                all.depart(group);
                group.kill();
                group.remove();
            }
        } catch (SyscallException | UncheckedIOException left) {
            // Somebody lives in it still, such as a process that the learner moved there: it stays until the machine
            // ends.
        }
    }
}

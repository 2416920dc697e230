package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.ControlGroup;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.limits.GroupUsage;
import dev.sangja.runtime.limits.LimitedResource;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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

    private static final Path OWN_THREADS = Path.of("/proc/self/task");
    private static final long DEPARTURE_NANOS = 5_000_000_000L;
    private static final long UNTIL_NEXT_LOOK_NANOS = 200_000;

    private final KernelGroups all;
    private final Linux linux;
    private final ControlGroup group;
    private final LimitSpec limits;
    private Stage stage = Stage.NEW;
    private boolean threadsMove;
    private boolean frozen;
    /** Threads of the engine that are in it, or were. */
    private final Set<Integer> visitors = new HashSet<>();

    private Optional<GroupSurvey> last = Optional.empty();

    ContainerGroup(KernelGroups all, Linux linux, ControlGroup group, LimitSpec limits) {
        this.all = all;
        this.linux = linux;
        this.group = group;
        this.limits = limits;
    }

    @Override
    public synchronized void enterThread() {
        if (frozen) {
            throw ContainerProblem.WrongState.pausedExec(
                    group.path().substring(group.path().lastIndexOf('/') + 1));
        }
        boolean first = stage == Stage.NEW;
        if (first) {
            group.create();
        }
        visitors.add(linux.threadId());
        threadsMove = group.joinCallingThread();
        if (!threadsMove && first) {
            all.lendEngine(group);
            stage = Stage.ENGINE_LENT;
        }
    }

    @Override
    public Map<String, Path> hierarchies() {
        return group.hierarchies();
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
            case INHABITED -> {
                // With version 1 it was born here, and could not be moved by root if it is another user by now.
                if (!threadsMove) {
                    group.join(pid);
                }
            }
        }
        stage = Stage.INHABITED;
    }

    @Override
    public List<String> apply(LimitSpec wanted) {
        Set<LimitedResource> missing = group.apply(wanted);
        return LimitWarnings.of(wanted, resource -> !missing.contains(resource));
    }

    /**
     * Waits until no thread of the engine is here any more: each ends soon. One that is frozen as it ends, or killed,
     * would hold up the whole engine.
     */
    private boolean isLeft() {
        long deadline = System.nanoTime() + DEPARTURE_NANOS;
        while (true) {
            visitors.removeIf(thread -> !Files.exists(OWN_THREADS.resolve(thread.toString())));
            if (visitors.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(UNTIL_NEXT_LOOK_NANOS);
        }
    }

    @Override
    public synchronized void freeze() {
        if (!isLeft()) {
            throw new IllegalStateException("a process is still being started in it");
        }
        frozen = true;
        group.freeze();
    }

    @Override
    public synchronized void thaw() {
        group.thaw();
        frozen = false;
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
    public synchronized boolean outOfMemory() {
        GroupSurvey survey = group.survey();
        last = Optional.of(survey);
        return survey.groups().values().stream()
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
                all.depart(group, last.orElseGet(group::survey));
                if (!group.removeEmpty() && isLeft() && !group.removeEmpty()) {
                    group.kill();
                    group.remove();
                }
            }
        } catch (SyscallException | UncheckedIOException left) {
            // Somebody lives in it still, such as a process that the learner moved there: it stays until the machine
            // ends.
        }
    }
}

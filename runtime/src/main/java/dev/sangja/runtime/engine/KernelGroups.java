package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.CgroupVersion;
import dev.sangja.runtime.limits.ControlGroup;
import dev.sangja.runtime.limits.Controller;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.limits.InnerGroups;
import dev.sangja.runtime.limits.LimitedResource;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.receipt.LimitEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** The control groups that the kernel keeps for this machine; {@link InnerGroups} shows how they lie. */
final class KernelGroups implements MachineGroups {
    private static final Path MOUNTED = Path.of("/sys/fs/cgroup");
    private static final int SELF = 1;
    private static final int MOST_DEPARTED = 200;

    private final InnerGroups groups;
    private final LimitSpec limits;
    /** By the name of the directory: what the container is called. */
    private final Map<String, String> names = new ConcurrentHashMap<>();
    /** One container at a time may borrow the engine; see {@link #lendEngine}. */
    private final Semaphore engine = new Semaphore(1);

    private final List<LimitEvent> departed = new ArrayList<>();
    private volatile GroupSurvey reference = GroupSurvey.nothing();

    private KernelGroups(InnerGroups groups, LimitSpec limits) {
        this.groups = groups;
        this.limits = limits;
    }

    static KernelGroups arrange(Linux linux, CgroupVersion version, EngineConfiguration configuration) {
        LimitSpec limits = new LimitSpec(
                OptionalLong.of(configuration.memoryBytes()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(configuration.processes()));
        return new KernelGroups(InnerGroups.arrange(version, MOUNTED, linux), limits);
    }

    @Override
    public Supervision.Group forContainer(Linux recorded, ContainerRecord container) {
        ControlGroup parent = groups.containers().through(recorded);
        String name = container.name();
        // A dot could make it the name of one of the kernel's files, and an old container's group may still stand.
        boolean usable = name.matches("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}")
                && !parent.child(name).exists();
        String directory = usable ? name : container.id().value();
        names.put(directory, name);
        return new ContainerGroup(
                this, recorded, parent.child(directory), container.spec().limits());
    }

    @Override
    public List<String> warnings(LimitSpec wanted) {
        return LimitWarnings.of(wanted, this::canLimit);
    }

    private boolean canLimit(LimitedResource resource) {
        return groups.lab()
                .directory(
                        switch (resource) {
                            case MEMORY -> Controller.MEMORY;
                            case PROCESSES -> Controller.PROCESSES;
                            case CPU -> Controller.CPU;
                            case CPUSET -> Controller.CPUSET;
                            case FREEZE -> Controller.FREEZER;
                        })
                .isPresent();
    }

    @Override
    public void enterBench(int pid) {
        groups.bench().join(pid);
    }

    @Override
    public String enterBenchScript() {
        String files = groups.bench().memberFiles().stream().map(Path::toString).collect(Collectors.joining(" "));
        return "for f in " + files + "; do echo 0 >$f; done 2>/dev/null\n";
    }

    @Override
    public Map<String, String> variables() {
        String version = groups.lab().version() == CgroupVersion.V2 ? "v2" : "v1";
        return Map.of("CGV", version, "CG", MOUNTED + "/lab");
    }

    @Override
    public void freezeBench() {
        groups.bench().freeze();
    }

    @Override
    public void thawBench() {
        groups.bench().thaw();
    }

    @Override
    public GroupSurvey survey() {
        GroupSurvey survey = groups.lab().survey();
        reference = survey;
        return survey;
    }

    @Override
    public boolean resetMemoryPeak() {
        return groups.lab().resetMemoryPeak();
    }

    @Override
    public List<LimitEvent> eventsBetween(GroupSurvey earlier, GroupSurvey later) {
        return later.eventsSince(earlier, this::placeOf, limits);
    }

    @Override
    public List<LimitEvent> departed() {
        synchronized (departed) {
            List<LimitEvent> events = List.copyOf(departed);
            departed.clear();
            return events;
        }
    }

    /** {@code machine}, or the name of the container whose group it is, or lies in. */
    private String placeOf(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 1 && parts[0].equals(InnerGroups.CONTAINERS)
                ? names.getOrDefault(parts[1], parts[1])
                : "machine";
    }

    /** What the machine's containers may use together. */
    long memoryBytes() {
        return limits.memoryBytes().orElse(0);
    }

    /** Remembers what limits acted in a container's group, before it is removed and its counters with it. */
    void depart(ControlGroup group) {
        String path = group.path().substring(groups.lab().path().length() + 1);
        List<LimitEvent> last = group.survey().below(path).eventsSince(reference, this::placeOf, limits);
        synchronized (departed) {
            departed.addAll(last);
            while (departed.size() > MOST_DEPARTED) {
                departed.remove(0);
            }
        }
        names.remove(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Moves the whole engine into a group. With version 2 a thread cannot move alone, and a new control group namespace
     * has for its root the group that its maker is in: so the engine itself goes there for a moment, and one at a time.
     */
    void lendEngine(ControlGroup group) {
        engine.acquireUninterruptibly();
        try {
            group.join(SELF);
        } catch (SyscallException refused) {
            engine.release();
            throw refused;
        }
    }

    void returnEngine() {
        try {
            groups.engine().join(SELF);
        } finally {
            engine.release();
        }
    }
}

package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.GroupUsage.Acted;
import dev.sangja.runtime.limits.GroupUsage.Meter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A group of version 2: one directory; the kernel's Documentation/admin-guide/cgroup-v2.rst. */
final class ControlGroupV2 extends ControlGroup {
    private static final String AVAILABLE = "cgroup.controllers";
    private static final String ENABLED = "cgroup.subtree_control";
    private static final String MEMORY_LIMIT = "memory.max";
    private static final String CPU_LIMIT = "cpu.max";
    private static final String FREEZE = "cgroup.freeze";
    private static final String KILL = "cgroup.kill";
    private static final List<String> DELEGATED = List.of(MEMBERS, ENABLED, "cgroup.threads");

    ControlGroupV2(CgroupTree tree, String path, KernelFiles files) {
        super(tree, path, files);
    }

    @Override
    ControlGroup at(String otherPath, KernelFiles otherFiles) {
        return new ControlGroupV2(tree, otherPath, otherFiles);
    }

    private Path directory() {
        return tree.distinctDirectories().get(0).resolve(path);
    }

    @Override
    public void create() {
        if (path.isEmpty()) {
            return;
        }
        int slash = path.lastIndexOf('/');
        ControlGroupV2 parent = new ControlGroupV2(tree, slash < 0 ? "" : path.substring(0, slash), files);
        parent.create();
        parent.enableControllers();
        makeDirectories();
    }

    @Override
    void makeDirectories() {
        if (!Files.isDirectory(directory())) {
            files.makeDirectory(directory());
        }
    }

    @Override
    public boolean joinThread(int threadId) {
        return false;
    }

    /** Hands the controllers of the tree on to the groups below, as far as they are there. */
    private void enableControllers() {
        List<String> available = files.words(directory().resolve(AVAILABLE));
        List<String> enabled = files.words(directory().resolve(ENABLED));
        for (Controller controller : Controller.values()) {
            String name = controller.kernelName();
            if (tree.directory(controller).isPresent() && available.contains(name) && !enabled.contains(name)) {
                files.tell(directory().resolve(ENABLED), "+" + name);
            }
        }
    }

    @Override
    public Set<LimitedResource> apply(LimitSpec limits) {
        Set<LimitedResource> missing = EnumSet.noneOf(LimitedResource.class);
        limits.memoryBytes().ifPresent(bytes -> limitMemory(bytes, missing));
        limits.nanoCpus().ifPresent(nano -> {
            String quota = nano <= 0 ? "max" : Long.toString(CpuQuota.quotaMicros(nano));
            set(CPU_LIMIT, quota + " " + CpuQuota.PERIOD_MICROS, LimitedResource.CPU, missing);
        });
        limits.cpuShares()
                .ifPresent(shares ->
                        set("cpu.weight", Long.toString(CpuQuota.weight(shares)), LimitedResource.CPU, missing));
        limits.cpusetCpus().ifPresent(cpus -> set("cpuset.cpus", cpus, LimitedResource.CPUSET, missing));
        limits.pids()
                .ifPresent(pids ->
                        set("pids.max", pids <= 0 ? "max" : Long.toString(pids), LimitedResource.PROCESSES, missing));
        return missing;
    }

    private void set(String file, String text, LimitedResource resource, Set<LimitedResource> missing) {
        if (Files.exists(directory().resolve(file))) {
            files.tell(directory().resolve(file), text);
        } else {
            missing.add(resource);
        }
    }

    /** No swap, or what does not fit in memory would go there without end. */
    private void limitMemory(long bytes, Set<LimitedResource> missing) {
        set(MEMORY_LIMIT, bytes <= 0 ? "max" : Long.toString(bytes), LimitedResource.MEMORY, missing);
        Path swap = directory().resolve("memory.swap.max");
        if (Files.exists(swap)) {
            files.tell(swap, bytes <= 0 ? "max" : "0");
        }
    }

    @Override
    List<String> delegatedFiles() {
        return DELEGATED;
    }

    @Override
    public void letMove(int user, int group) {
        files.linux().changeOwner(directory().resolve(MEMBERS).toString(), user, group);
    }

    @Override
    public OptionalLong memoryInUse() {
        return files.inUse(directory().resolve("memory.current"), directory().resolve("memory.stat"), "inactive_file");
    }

    @Override
    GroupUsage usage() {
        return new GroupUsage(memory(), ProcessesMeter.read(files, directory()), cpu());
    }

    private Optional<Meter> memory() {
        OptionalLong used = files.number(directory().resolve("memory.current"));
        if (used.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Meter(
                used.getAsLong(),
                files.number(directory().resolve("memory.peak")).orElse(used.getAsLong()),
                files.number(directory().resolve(MEMORY_LIMIT)).orElse(0),
                MEMORY_LIMIT,
                // The events of this very group, from Linux 5.2; before, only with those of the groups below.
                Acted.read(files, directory(), "memory.events", "oom_kill")));
    }

    private Optional<Meter> cpu() {
        Path statistics = directory().resolve("cpu.stat");
        Optional<KernelFiles.KeyedLine> usedMicros = files.line(statistics, "usage_usec");
        if (usedMicros.isEmpty()) {
            return Optional.empty();
        }
        double usedNanos = usedMicros.get().value() * 1000.0;
        List<String> quotaAndPeriod = files.words(directory().resolve(CPU_LIMIT));
        double cores = quotaAndPeriod.size() == 2
                ? CpuQuota.cores(KernelFiles.parse(quotaAndPeriod.get(0)), KernelFiles.parse(quotaAndPeriod.get(1)))
                : 0;
        return Optional.of(new Meter(
                usedNanos, usedNanos, cores, CPU_LIMIT, Acted.read(files, directory(), "cpu.stat", "nr_throttled")));
    }

    /** The kernel resets a peak for the one open descriptor alone; cgroup-v2.rst, memory.peak. */
    @Override
    public boolean resetMemoryPeak() {
        return false;
    }

    @Override
    public boolean freeze() {
        Path freeze = directory().resolve(FREEZE);
        if (!Files.exists(freeze)) {
            return false;
        }
        files.tell(freeze, "1");
        return Patience.until(
                FREEZING_TIME,
                () -> files.line(directory().resolve("cgroup.events"), "frozen")
                        .map(line -> line.value() == 1)
                        .orElse(true));
    }

    @Override
    public void thaw() {
        if (Files.exists(directory().resolve(FREEZE))) {
            files.tell(directory().resolve(FREEZE), "0");
        }
    }

    /** From Linux 5.14. */
    @Override
    boolean killAtOnce() {
        if (!Files.exists(directory().resolve(KILL))) {
            return false;
        }
        files.tell(directory().resolve(KILL), "1");
        return true;
    }
}

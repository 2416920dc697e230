package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.GroupUsage.Acted;
import dev.sangja.runtime.limits.GroupUsage.Meter;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.SyscallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A group of version 1: a directory in each hierarchy; the kernel's Documentation/admin-guide/cgroup-v1. */
final class ControlGroupV1 extends ControlGroup {
    private static final String MEMORY_LIMIT = "memory.limit_in_bytes";
    private static final String MEMORY_AND_SWAP_LIMIT = "memory.memsw.limit_in_bytes";
    private static final String MEMORY_PEAK = "memory.max_usage_in_bytes";
    private static final String CPU_QUOTA = "cpu.cfs_quota_us";
    private static final String CPU_PERIOD = "cpu.cfs_period_us";
    private static final String FREEZER_STATE = "freezer.state";
    private static final String FROZEN = "FROZEN";
    private static final String THREADS = "tasks";
    private static final List<String> DELEGATED = List.of(MEMBERS, THREADS, MEMORY_PEAK);

    ControlGroupV1(CgroupTree tree, String path, KernelFiles files) {
        super(tree, path, files);
    }

    @Override
    ControlGroup at(String otherPath, KernelFiles otherFiles) {
        return new ControlGroupV1(tree, otherPath, otherFiles);
    }

    @Override
    public void create() {
        if (path.isEmpty()) {
            return;
        }
        int slash = path.lastIndexOf('/');
        at(slash < 0 ? "" : path.substring(0, slash), files).create();
        makeDirectories();
    }

    @Override
    void makeDirectories() {
        for (Path directory : directories()) {
            if (!Files.isDirectory(directory)) {
                files.makeDirectory(directory);
            }
        }
        // A group of this hierarchy begins with no processors and no memory, and takes no process until it has both.
        directory(Controller.CPUSET).ifPresent(directory -> {
            inherit(directory, "cpuset.cpus");
            inherit(directory, "cpuset.mems");
        });
    }

    @Override
    public boolean joinThread(int threadId) {
        for (Path directory : directories()) {
            files.tell(directory.resolve(THREADS), Integer.toString(threadId));
        }
        return true;
    }

    private void inherit(Path directory, String file) {
        Path parent = directory.resolveSibling(file);
        boolean isEmpty =
                files.read(directory.resolve(file)).map(String::isBlank).orElse(false);
        if (isEmpty) {
            files.read(parent)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> files.tell(directory.resolve(file), text));
        }
    }

    @Override
    public Set<LimitedResource> apply(LimitSpec limits) {
        Set<LimitedResource> missing = EnumSet.noneOf(LimitedResource.class);
        limits.memoryBytes()
                .ifPresent(bytes -> into(Controller.MEMORY, LimitedResource.MEMORY, missing)
                        .ifPresent(directory -> limitMemory(directory, bytes)));
        limits.nanoCpus()
                .ifPresent(nano -> into(Controller.CPU, LimitedResource.CPU, missing)
                        .ifPresent(directory -> limitCpu(directory, nano)));
        limits.cpuShares()
                .ifPresent(shares -> into(Controller.CPU, LimitedResource.CPU, missing)
                        .ifPresent(directory -> files.tell(directory.resolve("cpu.shares"), Long.toString(shares))));
        limits.cpusetCpus()
                .ifPresent(cpus -> into(Controller.CPUSET, LimitedResource.CPUSET, missing)
                        .ifPresent(directory -> files.tell(directory.resolve("cpuset.cpus"), cpus)));
        limits.pids()
                .ifPresent(pids -> into(Controller.PROCESSES, LimitedResource.PROCESSES, missing)
                        .ifPresent(directory ->
                                files.tell(directory.resolve("pids.max"), pids <= 0 ? "max" : Long.toString(pids))));
        return missing;
    }

    private Optional<Path> into(Controller controller, LimitedResource resource, Set<LimitedResource> missing) {
        Optional<Path> directory = directory(controller);
        if (directory.isEmpty()) {
            missing.add(resource);
        }
        return directory;
    }

    /** Memory and swap together get the same limit, or what does not fit in memory would go to swap without end. */
    private void limitMemory(Path directory, long bytes) {
        Path memory = directory.resolve(MEMORY_LIMIT);
        Path memoryAndSwap = directory.resolve(MEMORY_AND_SWAP_LIMIT);
        String text = bytes <= 0 ? "-1" : Long.toString(bytes);
        if (!Files.exists(memoryAndSwap)) {
            files.tell(memory, text);
            return;
        }
        // The kernel keeps the first at or below the second at every moment.
        OptionalLong current = files.number(memoryAndSwap);
        boolean grows = bytes <= 0 || (current.isPresent() && current.getAsLong() < bytes);
        files.tell(grows ? memoryAndSwap : memory, text);
        files.tell(grows ? memory : memoryAndSwap, text);
    }

    private void limitCpu(Path directory, long nano) {
        if (nano > 0) {
            files.tell(directory.resolve(CPU_PERIOD), Long.toString(CpuQuota.PERIOD_MICROS));
        }
        files.tell(directory.resolve(CPU_QUOTA), nano <= 0 ? "-1" : Long.toString(CpuQuota.quotaMicros(nano)));
    }

    @Override
    List<String> delegatedFiles() {
        return DELEGATED;
    }

    @Override
    public void letMove(int user, int group) {
        // Here the kernel looks at the group that is joined alone, and at who the process is.
    }

    @Override
    public OptionalLong memoryInUse() {
        return directory(Controller.MEMORY)
                .map(directory -> files.inUse(
                        directory.resolve("memory.usage_in_bytes"),
                        directory.resolve("memory.stat"),
                        "total_inactive_file"))
                .orElse(OptionalLong.empty());
    }

    @Override
    GroupUsage usage() {
        return new GroupUsage(
                directory(Controller.MEMORY).flatMap(this::memory),
                directory(Controller.PROCESSES).flatMap(this::processes),
                cpu());
    }

    private Optional<Meter> memory(Path directory) {
        OptionalLong used = files.number(directory.resolve("memory.usage_in_bytes"));
        if (used.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Meter(
                used.getAsLong(),
                files.number(directory.resolve(MEMORY_PEAK)).orElse(used.getAsLong()),
                files.number(directory.resolve(MEMORY_LIMIT)).orElse(0),
                MEMORY_LIMIT,
                Acted.read(files, directory, "memory.oom_control", "oom_kill")));
    }

    private Optional<Meter> processes(Path directory) {
        return ProcessesMeter.read(files, directory);
    }

    private Optional<Meter> cpu() {
        OptionalLong usedNanos = directory(Controller.CPU_ACCOUNTING)
                .map(directory -> files.number(directory.resolve("cpuacct.usage")))
                .orElse(OptionalLong.empty());
        Optional<Path> directory = directory(Controller.CPU);
        if (usedNanos.isEmpty() || directory.isEmpty()) {
            return Optional.empty();
        }
        // The quota is -1, which is no number here, where there is none.
        OptionalLong quota = files.number(directory.get().resolve(CPU_QUOTA));
        OptionalLong period = files.number(directory.get().resolve(CPU_PERIOD));
        return Optional.of(new Meter(
                usedNanos.getAsLong(),
                usedNanos.getAsLong(),
                CpuQuota.cores(quota, period),
                CPU_QUOTA,
                Acted.read(files, directory.get(), "cpu.stat", "nr_throttled")));
    }

    @Override
    public boolean resetMemoryPeak() {
        Optional<Path> peak = directory(Controller.MEMORY).map(directory -> directory.resolve(MEMORY_PEAK));
        if (peak.isEmpty() || !Files.isWritable(peak.get())) {
            return false;
        }
        files.tell(peak.get(), "0");
        return true;
    }

    @Override
    public boolean freeze() {
        Optional<Path> state = directory(Controller.FREEZER).map(directory -> directory.resolve(FREEZER_STATE));
        if (state.isEmpty() || !Files.exists(state.get())) {
            return false;
        }
        // Freezing a group whose processes fork, or sleep in the kernel, may need to be said more than once.
        return Patience.until(FREEZING_TIME, () -> {
            files.tell(state.get(), FROZEN);
            return files.read(state.get())
                    .map(String::strip)
                    .filter(FROZEN::equals)
                    .isPresent();
        });
    }

    @Override
    public void thaw() {
        Optional<Path> state = directory(Controller.FREEZER).map(directory -> directory.resolve(FREEZER_STATE));
        if (state.isPresent() && Files.exists(state.get())) {
            try {
                files.tell(state.get(), "THAWED");
            } catch (SyscallException e) {
                // The group went away with its last process.
                if (!KernelFiles.isErrno(e, Errno.ENOENT)) {
                    throw e;
                }
            }
        }
    }

    @Override
    boolean killAtOnce() {
        return false;
    }
}

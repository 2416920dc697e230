package dev.sangja.runtime.limits;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of single processes, inherited by their children; getrlimit(2). Soft and hard limit are the same, so that
 * nobody below raises them. There is none of address space: a JVM reserves more of it than it ever uses.
 *
 * @param values by resource; what is absent stays as it is
 */
public record ResourceLimits(Map<Resource, Long> values) {
    private static final long STACK_BYTES = 8L << 20;
    private static final long LOCKED_BYTES = 64L << 10;
    private static final long QUEUED_SIGNALS = 1024;
    private static final long MESSAGE_QUEUE_BYTES = 819_200;

    /** How {@code /proc/PID/limits} calls what this project limits; fs/proc/base.c, lnames. */
    private static final Map<Resource, String> NAMES = Map.of(
            Resource.FSIZE, "Max file size",
            Resource.DATA, "Max data size",
            Resource.STACK, "Max stack size",
            Resource.CORE, "Max core file size",
            Resource.NPROC, "Max processes",
            Resource.NOFILE, "Max open files",
            Resource.MEMLOCK, "Max locked memory",
            Resource.SIGPENDING, "Max pending signals",
            Resource.MSGQUEUE, "Max msgqueue size");

    public ResourceLimits {
        values = Map.copyOf(values);
        if (values.containsKey(Resource.AS)) {
            throw new IllegalArgumentException("address space is not limited: a JVM fails below its reservation");
        }
    }

    /**
     * What any process of a learner gets: no core dumps, no more than the given files, and ordinary bounds on what else
     * the kernel keeps for a process.
     *
     * @param openFiles descriptors of one process
     * @param fileBytes the largest file that it may write
     */
    public static ResourceLimits workload(long openFiles, long fileBytes) {
        return new ResourceLimits(Map.of(
                Resource.CORE, 0L,
                Resource.NOFILE, openFiles,
                Resource.FSIZE, fileBytes,
                Resource.STACK, STACK_BYTES,
                Resource.MEMLOCK, LOCKED_BYTES,
                Resource.SIGPENDING, QUEUED_SIGNALS,
                Resource.MSGQUEUE, MESSAGE_QUEUE_BYTES));
    }

    /**
     * These, and what stands in for control groups where there are none.
     *
     * @param processes of all of the user's processes and threads together, the engine's among them
     * @param dataBytes of one process's private memory
     */
    public ResourceLimits withoutControlGroups(long processes, long dataBytes) {
        Map<Resource, Long> more = new EnumMap<>(values);
        more.put(Resource.NPROC, processes);
        more.put(Resource.DATA, dataBytes);
        return new ResourceLimits(more);
    }

    /**
     * Limits a process. A hard limit that is lower already stays: raising it takes a privilege.
     *
     * @param pid as the calling process counts it
     */
    public void apply(Linux linux, int pid) {
        String current = currentLimits(pid);
        values.forEach((resource, value) -> {
            long bounded = Math.min(value, hardLimit(current, resource).orElse(Long.MAX_VALUE));
            linux.limit(pid, resource, bounded, bounded);
        });
    }

    private static String currentLimits(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/limits"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hard limit in that text; empty if there is none. */
    static OptionalLong hardLimit(String limits, Resource resource) {
        String name = Optional.ofNullable(NAMES.get(resource)).orElse("Max " + resource);
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " +\\S+ +([0-9]+) ")
                .matcher(limits);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }
}

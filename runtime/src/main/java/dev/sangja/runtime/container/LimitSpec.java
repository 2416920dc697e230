package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bounds on what a container uses; what is empty is not bounded.
 *
 * @param memoryBytes memory
 * @param nanoCpus processor time, in billionths of one processor
 * @param cpuShares weight against other containers, where 1024 is ordinary
 * @param cpusetCpus processors it may run on, such as {@code 0-1,3}
 * @param pids processes and threads
 */
public record LimitSpec(
        OptionalLong memoryBytes,
        OptionalLong nanoCpus,
        OptionalLong cpuShares,
        Optional<String> cpusetCpus,
        OptionalLong pids) {
    public static final LimitSpec NONE = new LimitSpec(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());

    public LimitSpec {
        requireNonNull(memoryBytes, "memoryBytes");
        requireNonNull(nanoCpus, "nanoCpus");
        requireNonNull(cpuShares, "cpuShares");
        requireNonNull(cpusetCpus, "cpusetCpus");
        requireNonNull(pids, "pids");
    }

    /** These, with what the other one says instead where it says anything. */
    public LimitSpec with(LimitSpec other) {
        return new LimitSpec(
                other.memoryBytes.isPresent() ? other.memoryBytes : memoryBytes,
                other.nanoCpus.isPresent() ? other.nanoCpus : nanoCpus,
                other.cpuShares.isPresent() ? other.cpuShares : cpuShares,
                other.cpusetCpus.isPresent() ? other.cpusetCpus : cpusetCpus,
                other.pids.isPresent() ? other.pids : pids);
    }
}

package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an engine says about itself.
 *
 * @param version its own version
 * @param machine the machine's id
 * @param hostname the lab host's name
 * @param kernel the kernel's release, as in uname(2)
 * @param operatingSystem the host's name for itself, as in os-release(5)
 * @param architecture as uname(2) has it, such as {@code x86_64}
 * @param processors how many the machine has
 * @param memoryBytes how much memory the machine has
 * @param cgroups what limits are made of: {@code 2}, {@code 1} or {@code none} (resource limits of processes alone)
 * @param root the directory of its store as seen from the workbench
 * @param security what is in force by default, such as {@code seccomp}
 * @param now the engine's clock
 * @param features what it acts on
 */
public record EngineFacts(
        String version,
        String machine,
        String hostname,
        String kernel,
        String operatingSystem,
        String architecture,
        int processors,
        long memoryBytes,
        String cgroups,
        String root,
        List<String> security,
        Instant now,
        Set<EngineFeature> features) {
    public EngineFacts {
        requireNonNull(version, "version");
        requireNonNull(machine, "machine");
        requireNonNull(hostname, "hostname");
        requireNonNull(kernel, "kernel");
        requireNonNull(operatingSystem, "operatingSystem");
        requireNonNull(architecture, "architecture");
        requireNonNull(cgroups, "cgroups");
        requireNonNull(root, "root");
        security = List.copyOf(security);
        requireNonNull(now, "now");
        features = Set.copyOf(features);
    }
}

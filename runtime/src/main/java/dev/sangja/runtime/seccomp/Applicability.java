package dev.sangja.runtime.seccomp;

import java.util.Optional;
import java.util.Set;

/**
 * The {@code includes} or {@code excludes} of a rule in Docker's profiles. Names that nobody has, such as a capability
 * of a later kernel, are kept and never match.
 *
 * @param capabilities names of capabilities
 * @param architectures names such as {@code amd64}
 * @param minimumKernel the oldest kernel that it means
 */
record Applicability(Set<String> capabilities, Set<String> architectures, Optional<KernelVersion> minimumKernel) {
    static final Applicability UNSTATED = new Applicability(Set.of(), Set.of(), Optional.empty());

    Applicability {
        capabilities = Set.copyOf(capabilities);
        architectures = Set.copyOf(architectures);
    }

    /** As {@code includes}: whether everything stated is true of the target. */
    boolean includes(FilterTarget target) {
        return capabilities.stream().allMatch(target::holds)
                && (architectures.isEmpty() || architectures.contains(target.architectureName()))
                && minimumKernel
                        .map(oldest -> target.kernel().compareTo(oldest) >= 0)
                        .orElse(true);
    }

    /** As {@code excludes}: whether anything stated is true of the target. */
    boolean excludes(FilterTarget target) {
        return capabilities.stream().anyMatch(target::holds)
                || architectures.contains(target.architectureName())
                || minimumKernel
                        .map(oldest -> target.kernel().compareTo(oldest) >= 0)
                        .orElse(false);
    }
}

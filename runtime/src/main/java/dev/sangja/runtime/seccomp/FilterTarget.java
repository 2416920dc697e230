package dev.sangja.runtime.seccomp;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Architecture;
import dev.sangja.runtime.linux.Capability;
import java.util.Set;

/**
 * For whom a profile is compiled: profiles grant more to whom holds more capabilities.
 *
 * @param architecture of the processes to filter
 * @param capabilities their bounding set
 * @param kernel that will run the filter
 */
public record FilterTarget(Architecture architecture, Set<Capability> capabilities, KernelVersion kernel) {
    public FilterTarget {
        requireNonNull(architecture, "architecture");
        capabilities = Set.copyOf(capabilities);
        requireNonNull(kernel, "kernel");
    }

    /** Processes of this computer. */
    public static FilterTarget here(Set<Capability> capabilities) {
        return new FilterTarget(Architecture.current(), capabilities, KernelVersion.running());
    }

    /** How Docker's profiles call the architecture. */
    String architectureName() {
        return switch (architecture) {
            case X86_64 -> "amd64";
            case AARCH64 -> "arm64";
        };
    }

    /** Its {@code AUDIT_ARCH_} value; {@code linux/audit.h}. */
    int auditToken() {
        return SeccompData.auditToken(architecture);
    }

    boolean holds(String capability) {
        return Capability.named(capability).map(capabilities::contains).orElse(false);
    }
}

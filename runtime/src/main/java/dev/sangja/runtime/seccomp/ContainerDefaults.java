package dev.sangja.runtime.seccomp;

import dev.sangja.runtime.linux.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What confines a container besides its namespaces, unless it asks for something else: Docker's defaults. */
public final class ContainerDefaults {
    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.CAP_AUDIT_WRITE,
            Capability.CAP_CHOWN,
            Capability.CAP_DAC_OVERRIDE,
            Capability.CAP_FOWNER,
            Capability.CAP_FSETID,
            Capability.CAP_KILL,
            Capability.CAP_MKNOD,
            Capability.CAP_NET_BIND_SERVICE,
            Capability.CAP_NET_RAW,
            Capability.CAP_SETFCAP,
            Capability.CAP_SETGID,
            Capability.CAP_SETPCAP,
            Capability.CAP_SETUID,
            Capability.CAP_SYS_CHROOT));

    private static final List<String> MASKED_PATHS = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/sys/devices/virtual/powercap",
            "/sys/firmware");

    private static final List<String> READ_ONLY_PATHS =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private ContainerDefaults() {}

    /** The capabilities that a container keeps; {@code a80425fb} in {@code /proc/PID/status}. */
    public static Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    /**
     * Paths that a container must not read: a directory is covered by an empty read-only tmpfs, a file by
     * {@code /dev/null}. One that the host lacks is passed over. OCI runtime specification, config-linux.md,
     * maskedPaths.
     */
    public static List<String> maskedPaths() {
        return MASKED_PATHS;
    }

    /** Paths that a container may read and not write; config-linux.md, readonlyPaths. */
    public static List<String> readOnlyPaths() {
        return READ_ONLY_PATHS;
    }
}

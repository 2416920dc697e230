package dev.sangja.runtime.container;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Docker's engine refuses when a container is made or updated, in its words. */
public final class SpecRules {
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final int NAME_LENGTH = 255;
    private static final long LEAST_MEMORY_BYTES = 6L << 20;
    private static final long NANO = 1_000_000_000L;
    private static final Pattern CPU_RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");
    private static final List<String> RESTART_POLICIES = List.of("no", "always", "unless-stopped", "on-failure");

    private SpecRules() {}

    /**
     * Refuses what cannot be meant.
     *
     * @param processors how many the machine has
     * @throws InvalidParameter with Docker's message
     * @throws ContainerProblem.NotHere for what this runtime does not offer
     */
    public static void check(ContainerSpec spec, int processors) {
        checkLimits(spec.limits(), processors);
        checkRestart(spec.life().restart());
        spec.process().workingDirectory().ifPresent(SpecRules::checkWorkingDirectory);
        checkCapabilities("CapAdd", spec.security().capabilitiesAdded());
        checkCapabilities("CapDrop", spec.security().capabilitiesDropped());
        checkNetwork(spec);
        checkMounts(spec.mounts());
        if (spec.life().autoRemove() && !spec.life().restart().name().equals("no")) {
            throw new InvalidParameter("can't create 'AutoRemove' container with restart policy");
        }
    }

    /** Refuses a name that no container can have. */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches() || name.length() > NAME_LENGTH) {
            throw new InvalidParameter(
                    "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }
    }

    /** Refuses limits that no container can have. */
    public static void checkLimits(LimitSpec limits, int processors) {
        long memory = limits.memoryBytes().orElse(0);
        if (memory < 0 || (memory > 0 && memory < LEAST_MEMORY_BYTES)) {
            throw new InvalidParameter("Minimum memory limit allowed is 6MB");
        }
        long cpus = limits.nanoCpus().orElse(0);
        if (cpus < 0 || cpus > processors * NANO) {
            throw new InvalidParameter(String.format(
                    Locale.ROOT,
                    "range of CPUs is from 0.01 to %d.00, as there are only %d CPUs available",
                    processors,
                    processors));
        }
        if (limits.cpuShares().orElse(0) < 0) {
            throw new InvalidParameter(
                    "invalid CPU shares (" + limits.cpuShares().getAsLong() + "): value must be a positive integer");
        }
        limits.cpusetCpus().ifPresent(cpuset -> checkCpuset(cpuset, processors));
    }

    /** Refuses a policy that there is not. */
    public static void checkRestart(RestartPolicy policy) {
        String problem = "invalid restart policy: ";
        if (!RESTART_POLICIES.contains(policy.name())) {
            throw new InvalidParameter(problem + "unknown policy '" + policy.name()
                    + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
        }
        if (!policy.name().equals("on-failure") && policy.maximumRetries() != 0) {
            throw new InvalidParameter(problem + "maximum retry count can only be used with 'on-failure'"
                    + (policy.maximumRetries() < 0 ? " and cannot be negative" : ""));
        }
        if (policy.maximumRetries() < 0) {
            throw new InvalidParameter(problem + "maximum retry count cannot be negative");
        }
    }

    private static void checkWorkingDirectory(String directory) {
        if (!directory.isEmpty() && !directory.startsWith("/")) {
            throw new InvalidParameter(
                    "the working directory '" + directory + "' is invalid, it needs to be an absolute path");
        }
    }

    private static void checkCapabilities(String option, List<String> names) {
        for (String name : names) {
            if (!name.equals(Capabilities.ALL) && !Capabilities.NAMES.contains(name)) {
                throw new InvalidParameter("invalid " + option + ": unknown capability: \"" + name + "\"");
            }
        }
    }

    private static void checkNetwork(ContainerSpec spec) {
        if (spec.network() instanceof NetworkMode.Host) {
            throw new ContainerProblem.NotHere("--network host");
        }
        if (spec.network() instanceof NetworkMode.OfContainer other) {
            if (other.container().isEmpty()) {
                throw new InvalidParameter("invalid container format container:<name|id>");
            }
            if (spec.hostname().isPresent()) {
                throw new InvalidParameter("conflicting options: hostname and the network mode");
            }
            if (!spec.ports().bindings().isEmpty() || spec.ports().publishAll()) {
                throw new InvalidParameter("conflicting options: port publishing and the container type network mode");
            }
            if (!spec.ports().exposed().isEmpty()) {
                throw new InvalidParameter("conflicting options: port exposing and the container type network mode");
            }
        }
    }

    private static void checkMounts(List<MountSpec> mounts) {
        Set<String> targets = new HashSet<>();
        for (MountSpec mount : mounts) {
            if (!targets.add(mount.target())) {
                throw new InvalidParameter("Duplicate mount point: " + mount.target());
            }
            String kind = mount.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            mountProblem(mount).ifPresent(problem -> {
                throw new InvalidParameter("invalid mount config for type \"" + kind + "\": " + problem);
            });
        }
    }

    private static Optional<String> mountProblem(MountSpec mount) {
        if (!mount.target().startsWith("/")) {
            return Optional.of("invalid mount path: '" + mount.target() + "' mount path must be absolute");
        }
        if (mount.target().replace("/", "").isEmpty()) {
            return Optional.of("invalid specification: destination can't be '/'");
        }
        if (mount instanceof MountSpec.Bind bind) {
            if (bind.source().isEmpty()) {
                return Optional.of("field Source must not be empty");
            }
            if (!bind.source().startsWith("/")) {
                return Optional.of("invalid mount path: '" + bind.source() + "' mount path must be absolute");
            }
        }
        if (mount instanceof MountSpec.Volume volume && volume.name().isPresent()) {
            String name = volume.name().get();
            if (!NAME.matcher(name).matches()) {
                return Optional.of("\"" + name + "\" includes invalid characters for a local volume name, only "
                        + "\"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, "
                        + "use absolute path");
            }
        }
        return Optional.empty();
    }

    private static void checkCpuset(String cpuset, int processors) {
        for (String part : cpuset.split(",", -1)) {
            Matcher range = CPU_RANGE.matcher(part);
            if (!range.matches()) {
                throw new InvalidParameter("invalid value " + cpuset + " for cpuset cpus");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first > last) {
                throw new InvalidParameter("invalid value " + cpuset + " for cpuset cpus");
            }
            if (last >= processors) {
                throw new InvalidParameter("requested CPUs are not available - requested " + cpuset + ", available: "
                        + (processors == 1 ? "0" : "0-" + (processors - 1)));
            }
        }
    }
}

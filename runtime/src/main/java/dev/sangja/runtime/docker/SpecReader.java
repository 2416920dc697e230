package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Capabilities;
import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.HealthSpec;
import dev.sangja.runtime.container.LifeSpec;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.container.ProcessSpec;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.container.SecuritySpec;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Mounts;
import dev.sangja.runtime.docker.option.OptionException;
import dev.sangja.runtime.docker.option.Ports;
import dev.sangja.runtime.docker.option.Volumes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Makes a container's specification of the flags of {@code docker run}. */
final class SpecReader {
    private final ParsedFlags flags;
    private final CommandContext context;
    private final ClientFiles files;

    private SpecReader(ParsedFlags flags, CommandContext context) {
        this.flags = flags;
        this.context = context;
        this.files = new ClientFiles(context);
    }

    /**
     * The specification.
     *
     * @param attached the streams that the client joins
     * @throws OptionException for what the client refuses
     * @throws dev.sangja.runtime.container.ContainerProblem for what the engine refuses
     */
    static ContainerSpec read(ParsedFlags flags, CommandContext context, Set<StandardStream> attached) {
        return new SpecReader(flags, context).spec(attached);
    }

    private ContainerSpec spec(Set<StandardStream> attached) {
        List<String> arguments = flags.arguments();
        return new ContainerSpec(
                arguments.get(0),
                flags.get(RunFlags.NAME).filter(name -> !name.isEmpty()),
                process(arguments.subList(1, arguments.size()), attached),
                flags.get(RunFlags.HOSTNAME).filter(name -> !name.isEmpty()),
                labels(),
                network(),
                ports(),
                security(),
                mounts(),
                limits(flags),
                life());
    }

    private ProcessSpec process(List<String> command, Set<StandardStream> attached) {
        return new ProcessSpec(
                flags.get(RunFlags.ENTRYPOINT).map(List::of),
                command,
                files.environment(flags.get(RunFlags.ENV_FILE), flags.get(RunFlags.ENV)),
                given(RunFlags.WORKDIR),
                given(RunFlags.USER),
                flags.get(RunFlags.TTY),
                flags.get(RunFlags.INTERACTIVE),
                attached);
    }

    private Optional<String> given(Flag<Optional<String>> flag) {
        return flags.get(flag).filter(text -> !text.isEmpty());
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : flags.get(RunFlags.LABEL)) {
            int equals = label.indexOf('=');
            labels.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        return labels;
    }

    private NetworkMode network() {
        List<String> networks = flags.get(RunFlags.NETWORK);
        if (networks.isEmpty()) {
            return new NetworkMode.Bridge();
        }
        if (networks.contains("")) {
            throw new OptionException("no name set for network");
        }
        List<NetworkMode> modes = networks.stream().map(NetworkMode::parse).toList();
        if (modes.size() > 1) {
            boolean named = modes.stream().allMatch(NetworkMode.Named.class::isInstance);
            throw new OptionException(
                    named
                            ? "--network " + networks.get(1)
                                    + ": 네트워크를 둘 이상 잇는 것은 이 교육용 런타임에는 없습니다 / more than one network is not in this teaching runtime"
                            : "conflicting options: cannot attach both user-defined and non-user-defined network-modes");
        }
        return modes.get(0);
    }

    private PortSpec ports() {
        List<PortSpec.Binding> bindings = new ArrayList<>();
        flags.get(RunFlags.PUBLISH).forEach(text -> bindings.addAll(Ports.publish(text)));
        List<PortSpec.Port> exposed = new ArrayList<>();
        flags.get(RunFlags.EXPOSE).forEach(text -> exposed.addAll(Ports.expose(text)));
        return new PortSpec(bindings, exposed, flags.get(RunFlags.PUBLISH_ALL));
    }

    private SecuritySpec security() {
        SecurityOptions options = SecurityOptions.read(flags.get(RunFlags.SECURITY_OPT), files);
        return new SecuritySpec(
                capabilities(flags.get(RunFlags.CAP_ADD)),
                capabilities(flags.get(RunFlags.CAP_DROP)),
                options.seccomp(),
                options.noNewPrivileges(),
                flags.get(RunFlags.READ_ONLY));
    }

    private static List<String> capabilities(List<String> names) {
        Set<String> normal = new TreeSet<>();
        for (String name : names) {
            String upper = name.toUpperCase(Locale.ROOT);
            normal.add(upper.equals(Capabilities.ALL) || upper.startsWith("CAP_") ? upper : "CAP_" + upper);
        }
        return List.copyOf(normal);
    }

    private List<MountSpec> mounts() {
        String directory = context.workingDirectory();
        List<MountSpec> mounts = new ArrayList<>();
        flags.get(RunFlags.VOLUME).forEach(text -> mounts.add(Volumes.volume(text, directory)));
        flags.get(RunFlags.MOUNT).forEach(mount -> mounts.add(Mounts.resolve(mount, directory)));
        flags.get(RunFlags.TMPFS).forEach(text -> mounts.add(Volumes.tmpfs(text)));
        return mounts;
    }

    /** The limits that the flags name, which {@code docker update} has too. */
    static LimitSpec limits(ParsedFlags flags) {
        return new LimitSpec(
                flags.get(RunFlags.MEMORY),
                flags.get(RunFlags.CPUS),
                flags.get(RunFlags.CPU_SHARES),
                flags.get(RunFlags.CPUSET_CPUS).filter(cpuset -> !cpuset.isEmpty()),
                flags.get(RunFlags.PIDS_LIMIT));
    }

    private LifeSpec life() {
        RestartPolicy restart = restart(flags.get(RunFlags.RESTART));
        if (flags.get(RunFlags.RM) && !restart.name().equals("no")) {
            throw new OptionException("conflicting options: cannot specify both --restart and --rm");
        }
        return new LifeSpec(
                flags.get(RunFlags.INIT),
                flags.get(RunFlags.RM),
                restart,
                flags.get(RunFlags.STOP_SIGNAL).map(SpecReader::signal),
                timeout(flags.get(RunFlags.STOP_TIMEOUT)),
                health());
    }

    /** The signal of that name, or the engine's message. */
    static Signal signal(String name) {
        return Signal.parse(name).orElseThrow(() -> new InvalidParameter("invalid signal: " + name));
    }

    /** A time in seconds, held within what a duration can be. */
    static Optional<Duration> timeout(OptionalLong seconds) {
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.max(-1, Math.min(seconds.getAsLong(), Integer.MAX_VALUE))));
    }

    /** Reads {@code name[:maximum]}. */
    static RestartPolicy restart(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (text.isEmpty()) {
            return RestartPolicy.NO;
        }
        if (name.isEmpty()) {
            throw new OptionException("invalid restart policy format: no policy provided before colon");
        }
        try {
            long retries = colon < 0 ? 0 : FlagKind.whole(text.substring(colon + 1));
            return new RestartPolicy(name, Math.toIntExact(retries));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            throw new OptionException("invalid restart policy format: maximum retry count must be an integer");
        }
    }

    private Optional<HealthSpec> health() {
        List<Flag<Duration>> durations = List.of(
                RunFlags.HEALTH_INTERVAL,
                RunFlags.HEALTH_TIMEOUT,
                RunFlags.HEALTH_START_PERIOD,
                RunFlags.HEALTH_START_INTERVAL);
        boolean asked = flags.has(RunFlags.HEALTH_CMD)
                || flags.has(RunFlags.HEALTH_RETRIES)
                || durations.stream().anyMatch(flags::has);
        if (flags.get(RunFlags.NO_HEALTHCHECK)) {
            if (asked) {
                throw new OptionException("--no-healthcheck conflicts with --health-* options");
            }
            return Optional.of(health(List.of("NONE"), 0));
        }
        for (Flag<Duration> flag : durations) {
            if (flags.get(flag).isNegative()) {
                throw new OptionException("--" + flag.name() + " cannot be negative");
            }
        }
        long retries = flags.get(RunFlags.HEALTH_RETRIES).orElse(0);
        if (retries < 0) {
            throw new OptionException("--health-retries cannot be negative");
        }
        String command = flags.get(RunFlags.HEALTH_CMD);
        List<String> test = command.isEmpty() ? List.of() : List.of("CMD-SHELL", command);
        return asked ? Optional.of(health(test, (int) Math.min(retries, Integer.MAX_VALUE))) : Optional.empty();
    }

    private HealthSpec health(List<String> test, int retries) {
        return new HealthSpec(
                test,
                flags.get(RunFlags.HEALTH_INTERVAL),
                flags.get(RunFlags.HEALTH_TIMEOUT),
                flags.get(RunFlags.HEALTH_START_PERIOD),
                flags.get(RunFlags.HEALTH_START_INTERVAL),
                retries);
    }
}

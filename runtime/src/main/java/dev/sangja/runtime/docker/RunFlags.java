package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.option.Environment;
import dev.sangja.runtime.docker.option.GoTime;
import dev.sangja.runtime.docker.option.Mounts;
import dev.sangja.runtime.docker.option.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The flags of {@code docker run} and {@code docker create}. */
final class RunFlags {
    static final FlagKind<List<String>> VARIABLES = FlagKind.many("list", Environment::entry);
    private static final FlagKind<OptionalLong> BYTES =
            FlagKind.one("bytes", text -> OptionalLong.of(Quantities.bytes(text)));
    private static final FlagKind<OptionalLong> PROCESSORS =
            FlagKind.one("decimal", text -> OptionalLong.of(Quantities.nanoCpus(text)));
    private static final FlagKind<Duration> DURATION = FlagKind.one("duration", GoTime::duration);
    private static final FlagKind<List<MountSpec>> MOUNTS = FlagKind.many("mount", Mounts::parse);

    static final Flag<List<StandardStream>> ATTACH =
            new Flag<>("attach", Optional.of('a'), FlagKind.many("list", RunFlags::stream), List.of());
    static final Flag<List<String>> CAP_ADD = Flag.list("cap-add");
    static final Flag<List<String>> CAP_DROP = Flag.list("cap-drop");
    static final Flag<OptionalLong> CPUS = new Flag<>("cpus", Optional.empty(), PROCESSORS, OptionalLong.empty());
    static final Flag<OptionalLong> CPU_SHARES = Flag.whole('c', "cpu-shares");
    static final Flag<Optional<String>> CPUSET_CPUS = Flag.optional("cpuset-cpus");
    static final Flag<Boolean> DETACH = Flag.toggle('d', "detach");
    static final Flag<Optional<String>> ENTRYPOINT = Flag.optional("entrypoint");
    static final Flag<List<String>> ENV = new Flag<>("env", Optional.of('e'), VARIABLES, List.of());
    static final Flag<List<String>> ENV_FILE = Flag.list("env-file");
    static final Flag<List<String>> EXPOSE = Flag.list("expose");
    static final Flag<String> HEALTH_CMD = Flag.text("health-cmd");
    static final Flag<Duration> HEALTH_INTERVAL = duration("health-interval");
    static final Flag<OptionalLong> HEALTH_RETRIES = Flag.whole("health-retries");
    static final Flag<Duration> HEALTH_START_INTERVAL = duration("health-start-interval");
    static final Flag<Duration> HEALTH_START_PERIOD = duration("health-start-period");
    static final Flag<Duration> HEALTH_TIMEOUT = duration("health-timeout");
    static final Flag<Optional<String>> HOSTNAME = Flag.optional('h', "hostname");
    static final Flag<Boolean> INIT = Flag.toggle("init");
    static final Flag<Boolean> INTERACTIVE = Flag.toggle('i', "interactive");
    static final Flag<List<String>> LABEL =
            new Flag<>("label", Optional.of('l'), FlagKind.many("list", RunFlags::label), List.of());
    static final Flag<OptionalLong> MEMORY = new Flag<>("memory", Optional.of('m'), BYTES, OptionalLong.empty());
    static final Flag<List<MountSpec>> MOUNT = new Flag<>("mount", Optional.empty(), MOUNTS, List.of());
    static final Flag<Optional<String>> NAME = Flag.optional("name");
    static final Flag<List<String>> NETWORK = Flag.list("network");
    static final Flag<Boolean> NO_HEALTHCHECK = Flag.toggle("no-healthcheck");
    static final Flag<OptionalLong> PIDS_LIMIT = Flag.whole("pids-limit");
    static final Flag<List<String>> PUBLISH = Flag.list('p', "publish");
    static final Flag<Boolean> PUBLISH_ALL = Flag.toggle('P', "publish-all");
    static final Flag<Boolean> READ_ONLY = Flag.toggle("read-only");
    static final Flag<String> RESTART = Flag.text("restart");
    static final Flag<Boolean> RM = Flag.toggle("rm");
    static final Flag<List<String>> SECURITY_OPT = Flag.list("security-opt");
    static final Flag<Boolean> SIG_PROXY = new Flag<>("sig-proxy", Optional.empty(), FlagKind.SWITCH, true);
    static final Flag<Optional<String>> STOP_SIGNAL = Flag.optional("stop-signal");
    static final Flag<OptionalLong> STOP_TIMEOUT = Flag.whole("stop-timeout");
    static final Flag<List<String>> TMPFS = Flag.list("tmpfs");
    static final Flag<Boolean> TTY = Flag.toggle('t', "tty");
    static final Flag<Optional<String>> USER = Flag.optional('u', "user");
    static final Flag<List<String>> VOLUME = Flag.list('v', "volume");
    static final Flag<Optional<String>> WORKDIR = Flag.optional('w', "workdir");

    static final FlagSet CREATE = FlagSet.of(
                    ATTACH,
                    CAP_ADD,
                    CAP_DROP,
                    CPUS,
                    CPU_SHARES,
                    CPUSET_CPUS,
                    ENTRYPOINT,
                    ENV,
                    ENV_FILE,
                    EXPOSE,
                    HEALTH_CMD,
                    HEALTH_INTERVAL,
                    HEALTH_RETRIES,
                    HEALTH_START_INTERVAL,
                    HEALTH_START_PERIOD,
                    HEALTH_TIMEOUT,
                    HOSTNAME,
                    INIT,
                    INTERACTIVE,
                    LABEL,
                    MEMORY,
                    MOUNT,
                    NAME,
                    NETWORK,
                    NO_HEALTHCHECK,
                    PIDS_LIMIT,
                    PUBLISH,
                    PUBLISH_ALL,
                    READ_ONLY,
                    RESTART,
                    RM,
                    SECURITY_OPT,
                    STOP_SIGNAL,
                    STOP_TIMEOUT,
                    TMPFS,
                    TTY,
                    USER,
                    VOLUME,
                    WORKDIR)
            .alias("net", NETWORK)
            .notHere(
                    "add-host",
                    "annotation",
                    "blkio-weight",
                    "blkio-weight-device",
                    "cgroup-parent",
                    "cgroupns",
                    "cidfile",
                    "cpu-count",
                    "cpu-percent",
                    "cpu-period",
                    "cpu-quota",
                    "cpu-rt-period",
                    "cpu-rt-runtime",
                    "cpuset-mems",
                    "detach-keys",
                    "device",
                    "device-cgroup-rule",
                    "device-read-bps",
                    "device-read-iops",
                    "device-write-bps",
                    "device-write-iops",
                    "disable-content-trust",
                    "dns",
                    "dns-option",
                    "dns-search",
                    "domainname",
                    "gpus",
                    "group-add",
                    "io-maxbandwidth",
                    "io-maxiops",
                    "ip",
                    "ip6",
                    "ipc",
                    "isolation",
                    "kernel-memory",
                    "label-file",
                    "link",
                    "link-local-ip",
                    "log-driver",
                    "log-opt",
                    "mac-address",
                    "memory-reservation",
                    "memory-swap",
                    "memory-swappiness",
                    "network-alias",
                    "oom-kill-disable",
                    "oom-score-adj",
                    "pid",
                    "platform",
                    "privileged",
                    "pull",
                    "quiet",
                    "runtime",
                    "shm-size",
                    "storage-opt",
                    "sysctl",
                    "ulimit",
                    "userns",
                    "uts",
                    "volume-driver",
                    "volumes-from")
            .beforeArguments();

    static final FlagSet RUN = CREATE.and(DETACH, SIG_PROXY);

    private RunFlags() {}

    private static Flag<Duration> duration(String name) {
        return new Flag<>(name, Optional.empty(), DURATION, Duration.ZERO);
    }

    private static StandardStream stream(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "stdin" -> StandardStream.STDIN;
            case "stdout" -> StandardStream.STDOUT;
            case "stderr" -> StandardStream.STDERR;
            default -> throw new IllegalArgumentException("valid streams are STDIN, STDOUT and STDERR");
        };
    }

    private static String label(String text) {
        if (text.isEmpty() || text.startsWith("=")) {
            throw new IllegalArgumentException("invalid label '" + text + "': empty name");
        }
        return text;
    }
}

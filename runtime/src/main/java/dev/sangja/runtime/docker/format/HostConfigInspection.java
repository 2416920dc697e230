package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.container.SeccompChoice;
import dev.sangja.runtime.container.SecuritySpec;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of an inspected container that says how the host treats it. */
final class HostConfigInspection {
    private HostConfigInspection() {}

    static GoValue of(ContainerRecord container) {
        ContainerSpec spec = container.spec();
        GoValue.StructBuilder host = GoValue.struct()
                .add("Binds", GoValue.textsOrAbsent(binds(spec)))
                .add("ContainerIDFile", "")
                .add(
                        "LogConfig",
                        GoValue.struct()
                                .add("Type", "local")
                                .add("Config", GoValue.textMap(Map.of()))
                                .build())
                .add("NetworkMode", spec.network().render())
                .add("PortBindings", bindings(spec.ports()))
                .add(
                        "RestartPolicy",
                        GoValue.struct()
                                .add("Name", spec.life().restart().name())
                                .add("MaximumRetryCount", spec.life().restart().maximumRetries())
                                .build())
                .add("AutoRemove", spec.life().autoRemove());
        security(host, spec.security());
        host.add("PublishAllPorts", spec.ports().publishAll())
                .add("ReadonlyRootfs", spec.security().readOnlyRoot())
                .add("SecurityOpt", GoValue.textsOrAbsent(securityOptions(spec.security())));
        tmpfs(host, spec);
        host.add("CgroupnsMode", "private")
                .add("IpcMode", "private")
                .add("PidMode", "")
                .add("UTSMode", "");
        limits(host, spec.limits());
        host.add("Init", spec.life().init());
        return host.build();
    }

    /** A host port in the form that inspection shows. */
    static GoValue binding(PortSpec.Binding binding) {
        return GoValue.struct()
                .add("HostIp", binding.hostAddress())
                .add("HostPort", binding.hostPort())
                .build();
    }

    private static void security(GoValue.StructBuilder host, SecuritySpec security) {
        host.add("CapAdd", GoValue.textsOrAbsent(security.capabilitiesAdded()))
                .add("CapDrop", GoValue.textsOrAbsent(security.capabilitiesDropped()))
                .add("Privileged", false);
    }

    private static void limits(GoValue.StructBuilder host, LimitSpec limits) {
        host.add("CpuShares", limits.cpuShares().orElse(0))
                .add("Memory", limits.memoryBytes().orElse(0))
                .add("NanoCpus", limits.nanoCpus().orElse(0))
                .add("CpusetCpus", limits.cpusetCpus().orElse(""))
                .add("PidsLimit", pids(limits.pids()));
    }

    private static GoValue pids(OptionalLong pids) {
        return pids.isPresent() ? GoValue.of(pids.getAsLong()) : GoValue.NIL;
    }

    private static List<String> binds(ContainerSpec spec) {
        List<String> binds = new ArrayList<>();
        for (MountSpec mount : spec.mounts()) {
            String mode = mount.readOnly() ? ":ro" : "";
            if (mount instanceof MountSpec.Bind bind) {
                binds.add(bind.source() + ":" + bind.target() + mode);
            } else if (mount instanceof MountSpec.Volume volume && volume.name().isPresent()) {
                binds.add(volume.name().get() + ":" + volume.target() + mode);
            }
        }
        return binds;
    }

    private static void tmpfs(GoValue.StructBuilder host, ContainerSpec spec) {
        Map<String, String> mounts = spec.mounts().stream()
                .filter(MountSpec.Tmpfs.class::isInstance)
                .map(MountSpec.Tmpfs.class::cast)
                .collect(Collectors.toMap(MountSpec.Tmpfs::target, MountSpec.Tmpfs::options));
        if (!mounts.isEmpty()) {
            host.add("Tmpfs", GoValue.textMap(mounts));
        }
    }

    private static List<String> securityOptions(SecuritySpec security) {
        List<String> options = new ArrayList<>();
        if (security.noNewPrivileges()) {
            options.add("no-new-privileges");
        }
        if (security.seccomp() instanceof SeccompChoice.Unconfined) {
            options.add("seccomp=unconfined");
        } else if (security.seccomp() instanceof SeccompChoice.Profile profile) {
            options.add("seccomp=" + profile.json());
        }
        return options;
    }

    private static GoValue bindings(PortSpec ports) {
        Map<String, List<GoValue>> byPort = new TreeMap<>();
        ports.bindings()
                .forEach(binding -> byPort.computeIfAbsent(binding.port().toString(), port -> new ArrayList<>())
                        .add(binding(binding)));
        Map<String, GoValue> lists = new TreeMap<>();
        byPort.forEach((port, bindings) -> lists.put(port, GoValue.list(bindings)));
        return GoValue.map(lists);
    }
}

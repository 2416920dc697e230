package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.List;

/**
 * The engine as {@code docker version} and {@code docker info} show it: in Docker's layout, and under its own name.
 *
 * @param images how many there are
 */
public record EngineInspection(EngineFacts engine, List<ContainerRecord> containers, int images) {
    private static final String CLIENT = "Docker-compatible teaching runtime";
    private static final String SERVER = "Sangja engine";

    public EngineInspection {
        containers = List.copyOf(containers);
    }

    /** What {@code docker version --format} works on. */
    public static GoValue version(EngineFacts engine) {
        return GoValue.struct()
                .add(
                        "Client",
                        GoValue.struct()
                                .add("Platform", name(CLIENT))
                                .add("Version", engine.version())
                                .add("Os", "linux")
                                .add("Arch", goArchitecture(engine))
                                .build())
                .add(
                        "Server",
                        GoValue.struct()
                                .add("Platform", name(SERVER))
                                .add("Version", engine.version())
                                .add("Os", "linux")
                                .add("Arch", goArchitecture(engine))
                                .add("KernelVersion", engine.kernel())
                                .build())
                .build();
    }

    /** What {@code docker version} prints. */
    public static String versionText(EngineFacts engine) {
        String platform = "linux/" + goArchitecture(engine);
        return "Client: " + CLIENT + "\n"
                + " Version:           " + engine.version() + "\n"
                + " OS/Arch:           " + platform + "\n"
                + "\n"
                + "Server: " + SERVER + "\n"
                + " Engine:\n"
                + "  Version:          " + engine.version() + "\n"
                + "  OS/Arch:          " + platform + "\n"
                + "  Kernel Version:   " + engine.kernel() + "\n";
    }

    /** What {@code docker info --format} works on. */
    public GoValue info() {
        return GoValue.struct()
                .add("ID", engine.machine())
                .add("Containers", containers.size())
                .add("ContainersRunning", count(ContainerStatus.RUNNING))
                .add("ContainersPaused", count(ContainerStatus.PAUSED))
                .add("ContainersStopped", stopped())
                .add("Images", images)
                .add("Driver", "overlay2")
                .add("LoggingDriver", "local")
                .add("CgroupVersion", engine.cgroups())
                .add("KernelVersion", engine.kernel())
                .add("OperatingSystem", engine.operatingSystem())
                .add("OSType", "linux")
                .add("Architecture", engine.architecture())
                .add("NCPU", engine.processors())
                .add("MemTotal", engine.memoryBytes())
                .add("DockerRootDir", engine.root())
                .add("Name", engine.hostname())
                .add("ServerVersion", engine.version())
                .add(
                        "SecurityOptions",
                        GoValue.texts(engine.security().stream()
                                .map(option -> "name=" + option)
                                .toList()))
                .build();
    }

    /** What {@code docker info} prints. */
    public String infoText() {
        StringBuilder security = new StringBuilder();
        engine.security().forEach(option -> security.append("  ").append(option).append('\n'));
        return "Client: " + CLIENT + "\n"
                + " Version:    " + engine.version() + "\n"
                + "\n"
                + "Server: " + SERVER + "\n"
                + " Containers: " + containers.size() + "\n"
                + "  Running: " + count(ContainerStatus.RUNNING) + "\n"
                + "  Paused: " + count(ContainerStatus.PAUSED) + "\n"
                + "  Stopped: " + stopped() + "\n"
                + " Images: " + images + "\n"
                + " Server Version: " + engine.version() + "\n"
                + " Storage Driver: overlay2\n"
                + " Logging Driver: local\n"
                + " Cgroup Version: " + engine.cgroups() + "\n"
                + " Security Options:\n"
                + security
                + " Kernel Version: " + engine.kernel() + "\n"
                + " Operating System: " + engine.operatingSystem() + "\n"
                + " OSType: linux\n"
                + " Architecture: " + engine.architecture() + "\n"
                + " CPUs: " + engine.processors() + "\n"
                + " Total Memory: " + Sizes.binary(engine.memoryBytes()) + "\n"
                + " Name: " + engine.hostname() + "\n"
                + " ID: " + engine.machine() + "\n"
                + " Docker Root Dir: " + engine.root() + "\n";
    }

    private long count(ContainerStatus status) {
        return containers.stream()
                .filter(container -> container.state().status() == status)
                .count();
    }

    private long stopped() {
        return containers.stream()
                .filter(container -> !container.state().isRunning())
                .count();
    }

    private static GoValue name(String name) {
        return GoValue.struct().add("Name", name).build();
    }

    /** As Go and Docker name it. */
    private static String goArchitecture(EngineFacts engine) {
        return switch (engine.architecture()) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> engine.architecture();
        };
    }
}

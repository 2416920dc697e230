package dev.sangja.runtime.engine;

import static dev.sangja.runtime.linux.MountFlag.MS_BIND;
import static dev.sangja.runtime.linux.MountFlag.MS_NODEV;
import static dev.sangja.runtime.linux.MountFlag.MS_NOEXEC;
import static dev.sangja.runtime.linux.MountFlag.MS_NOSUID;
import static dev.sangja.runtime.linux.MountFlag.MS_RDONLY;
import static dev.sangja.runtime.linux.MountFlag.MS_REC;
import static dev.sangja.runtime.linux.MountFlag.MS_REMOUNT;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The root file system of one container: its directories, and how a thread mounts it. Immutable. */
final class ContainerRoot {
    private static final List<String> MOUNT_POINTS = List.of("dev", "proc", "sys", "etc");
    private static final List<String> FILES = List.of("hostname", "hosts", "resolv.conf");

    private final Path directory;
    private final List<String> image;
    private final Function<String, Path> volumes;
    private final List<Extra> extras;

    /** Something that is mounted besides what a container asks for. */
    interface Extra {
        /** Mounts it; the calling thread has a mount namespace of its own, in which the root is not yet the root. */
        void mount(Linux linux, Path root);
    }

    /** {@code volumes} tells where the files of a volume lie. */
    ContainerRoot(Path directory, List<String> image, Function<String, Path> volumes) {
        this(directory, image, volumes, List.of());
    }

    /** For a container that has no volumes. */
    ContainerRoot(Path directory, List<String> image, List<Extra> extras) {
        this(
                directory,
                image,
                name -> {
                    throw new ContainerProblem.NoSuchVolume(name);
                },
                extras);
    }

    private ContainerRoot(Path directory, List<String> image, Function<String, Path> volumes, List<Extra> extras) {
        this.volumes = volumes;
        this.directory = directory;
        this.image = List.copyOf(image);
        this.extras = List.copyOf(extras);
    }

    Path upper() {
        return directory.resolve("upper");
    }

    Path merged() {
        return directory.resolve("merged");
    }

    Path work() {
        return directory.resolve("work");
    }

    /** The read-only directories, the topmost first: on top the mount points, which no image must have. */
    List<String> lower() {
        java.util.ArrayList<String> lower = new java.util.ArrayList<>();
        lower.add(EnginePaths.POINTS);
        lower.addAll(image);
        return lower;
    }

    /** Makes the mount points, which all containers of a machine share, unless they are there. */
    static void prepare() {
        Path points = Path.of(EnginePaths.POINTS);
        try {
            for (String name : MOUNT_POINTS) {
                Files.createDirectories(points.resolve(name));
            }
            for (String name : FILES) {
                Path point = points.resolve("etc").resolve(name);
                if (!Files.exists(point)) {
                    Files.createFile(point);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the mount points of containers", failure);
        }
    }

    /** Makes the directories of a new container, whose own is there. */
    void create() throws IOException {
        for (Path path : List.of(upper(), merged(), work(), directory.resolve("files"))) {
            Files.createDirectory(path);
        }
    }

    /** Writes what is bound over the image's own files. */
    void writeFiles(ContainerRecord container, ContainerNetwork network) {
        try {
            Files.writeString(ownFile("hostname"), network.hostname(container) + "\n");
            writeNames(network);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the files of " + container.name(), failure);
        }
    }

    /** Writes those that tell of its networks; the files stay the same, because they are mounted. */
    void writeNames(ContainerNetwork network) throws IOException {
        Files.writeString(ownFile("hosts"), network.hosts());
        Files.writeString(ownFile("resolv.conf"), network.resolver());
    }

    /** One of the files that are bound over the image's, such as {@code hosts}. */
    Path ownFile(String name) {
        return directory.resolve("files").resolve(name);
    }

    /**
     * Mounts the stack alone. The calling thread has a mount namespace of its own.
     *
     * <p>Volatile: else the end of a container would wait until all that anybody has written to the disk is there. The
     * kernel leaves a mark then, because after a power cut the layer may be incomplete, as any file may that nobody has
     * flushed; it wants the mark gone before it mounts the layer again. Linux 5.10,
     * Documentation/filesystems/overlayfs.
     */
    void mountLayers(Linux linux) {
        try {
            Path mark = work().resolve("work/incompat/volatile");
            Files.deleteIfExists(mark.resolve("dirty"));
            Files.deleteIfExists(mark);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot clear " + work(), failure);
        }
        linux.mount(new MountRequest(
                "overlay",
                merged().toString(),
                "overlay",
                Set.of(),
                "lowerdir=" + String.join(":", lower()) + ",upperdir=" + upper() + ",workdir=" + work()
                        + ",userxattr,volatile"));
    }

    /** Mounts what the OCI runtime specification wants there, except proc, and what was asked for. */
    void mountSystem(Linux linux, ContainerRecord container, Workbench workbench, Map<String, Path> groups) {
        String root = merged().toString();
        DeviceDirectory.mount(linux, root + "/dev");
        linux.mount(new MountRequest(
                "sysfs", root + "/sys", "sysfs", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY), ""));
        mountGroups(linux, root + "/sys/fs/cgroup", groups);
        for (String name : FILES) {
            linux.mount(new MountRequest(
                    directory.resolve("files").resolve(name).toString(),
                    root + "/etc/" + name,
                    "",
                    Set.of(MS_BIND),
                    ""));
        }
        for (MountSpec mount : container.spec().mounts()) {
            mountExtra(linux, mount, workbench, container.state().startedAt().isEmpty());
        }
        extras.forEach(extra -> extra.mount(linux, merged()));
    }

    /** Shows the container its own control group, and no other, to be read. */
    private static void mountGroups(Linux linux, String point, Map<String, Path> groups) {
        if (groups.isEmpty() || !Files.isDirectory(Path.of(point))) {
            return;
        }
        if (!groups.containsKey("")) {
            linux.mount(MountRequest.tmpfs(point, Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC), "mode=755,size=16k"));
        }
        groups.forEach((name, directory) -> {
            Path shown = Path.of(point, name);
            createDirectory(shown);
            linux.mount(new MountRequest(directory.toString(), shown.toString(), "", Set.of(MS_BIND), ""));
        });
        try {
            linux.makeReadOnly(point);
        } catch (SyscallException tooOld) {
            if (!tooOld.errno().equals(Errno.ENOSYS)) {
                throw tooOld;
            }
            // Before Linux 5.12 that takes a call for each mount: they are left out.
            linux.detach(point);
        }
    }

    private void mountExtra(Linux linux, MountSpec mount, Workbench workbench, boolean firstTime) {
        // A link inside the image must not lead the mount out of the root.
        Path target = RootedPath.resolve(merged(), mount.target());
        if (mount instanceof MountSpec.Tmpfs tmpfs) {
            createDirectory(target);
            String options = tmpfs.options().isEmpty() ? "mode=1777,size=64m" : tmpfs.options();
            linux.mount(new MountRequest("tmpfs", target.toString(), "tmpfs", flags(tmpfs.readOnly()), options));
        } else if (mount instanceof MountSpec.Bind bind) {
            Path source = workbench.hostPath(bind.source());
            if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                if (!bind.createSource()) {
                    throw new ContainerProblem.InvalidParameter(
                            "invalid mount config for type \"bind\": bind source path does not exist: "
                                    + bind.source());
                }
                createDirectory(source);
            }
            if (Files.isDirectory(source)) {
                createDirectory(target);
            } else {
                createFile(target);
            }
            linux.mount(new MountRequest(source.toString(), target.toString(), "", Set.of(MS_BIND, MS_REC), ""));
            if (bind.readOnly()) {
                linux.mount(MountRequest.readOnlyBind(target.toString()));
            }
        } else if (mount instanceof MountSpec.Volume volume) {
            Path source = volumes.apply(volume.name().orElseThrow());
            if (volume.copies() && firstTime) {
                VolumeFilling.fill(linux, target, source);
            }
            createDirectory(target);
            linux.mount(new MountRequest(source.toString(), target.toString(), "", Set.of(MS_BIND), ""));
            if (volume.readOnly()) {
                linux.mount(MountRequest.readOnlyBind(target.toString()));
            }
        }
    }

    private static Set<dev.sangja.runtime.linux.MountFlag> flags(boolean readOnly) {
        return readOnly ? Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY) : Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC);
    }

    private static void createDirectory(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + path, failure);
        }
    }

    private static void createFile(Path path) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                createDirectory(path.resolveSibling("."));
                Files.createFile(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + path, failure);
        }
    }

    /** Makes the stack the thread's root; the engine's stays reachable at {@code /dev/.old} until it is detached. */
    void enter(Linux linux, boolean readOnly) {
        createDirectory(merged().resolve("dev/.old"));
        linux.changeDirectory(merged().toString());
        linux.pivotRoot(".", "dev/.old");
        linux.changeDirectory("/");
        if (readOnly) {
            linux.mount(new MountRequest("", "/", "", Set.of(MS_REMOUNT, MS_BIND, MS_RDONLY), ""));
        }
    }
}

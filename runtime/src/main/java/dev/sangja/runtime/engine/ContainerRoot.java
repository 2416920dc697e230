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
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The root file system of one container: its directories, and how a thread mounts it. Immutable. */
final class ContainerRoot {
    private static final List<String> MOUNT_POINTS = List.of("dev", "proc", "sys", "etc");
    private static final List<String> FILES = List.of("hostname", "hosts", "resolv.conf");

    private final Path directory;
    private final List<String> image;

    ContainerRoot(Path directory, List<String> image) {
        this.directory = directory;
        this.image = List.copyOf(image);
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
        lower.add(directory.resolve("points").toString());
        lower.addAll(image);
        return lower;
    }

    /** Makes the directories of a new container. */
    void create() throws IOException {
        for (Path path : List.of(upper(), merged(), work(), directory.resolve("files"))) {
            Files.createDirectories(path);
        }
        for (String name : MOUNT_POINTS) {
            Files.createDirectories(directory.resolve("points").resolve(name));
        }
        for (String name : FILES) {
            Path point = directory.resolve("points/etc").resolve(name);
            if (!Files.exists(point)) {
                Files.createFile(point);
            }
        }
    }

    /** Writes what is bound over the image's own files. */
    void writeFiles(ContainerRecord container) {
        Path files = directory.resolve("files");
        String hostname = container.hostname();
        try {
            Files.writeString(files.resolve("hostname"), hostname + "\n");
            Files.writeString(
                    files.resolve("hosts"),
                    "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n127.0.1.1\t" + hostname + "\n");
            Files.writeString(files.resolve("resolv.conf"), "");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the files of " + container.name(), failure);
        }
    }

    /** Mounts the stack alone. The calling thread has a mount namespace of its own. */
    void mountLayers(Linux linux) {
        linux.mount(new MountRequest(
                "overlay",
                merged().toString(),
                "overlay",
                Set.of(),
                "lowerdir=" + String.join(":", lower()) + ",upperdir=" + upper() + ",workdir=" + work()
                        + ",userxattr"));
    }

    /** Mounts what the OCI runtime specification wants there, except proc, and what was asked for. */
    void mountSystem(Linux linux, ContainerRecord container, Workbench workbench) {
        String root = merged().toString();
        DeviceDirectory.mount(linux, root + "/dev");
        linux.mount(new MountRequest(
                "sysfs", root + "/sys", "sysfs", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY), ""));
        for (String name : FILES) {
            linux.mount(new MountRequest(
                    directory.resolve("files").resolve(name).toString(),
                    root + "/etc/" + name,
                    "",
                    Set.of(MS_BIND),
                    ""));
        }
        for (MountSpec mount : container.spec().mounts()) {
            mountExtra(linux, mount, workbench);
        }
    }

    private void mountExtra(Linux linux, MountSpec mount, Workbench workbench) {
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
            Path source = volume.name()
                    .map(name -> Path.of(EnginePaths.VOLUMES, name))
                    .orElseGet(
                            () -> directory.resolve("volumes/" + mount.target().replace('/', '_')));
            createDirectory(source);
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

package dev.sangja.runtime.engine;

import static dev.sangja.runtime.linux.MountFlag.MS_NODEV;
import static dev.sangja.runtime.linux.MountFlag.MS_NOEXEC;
import static dev.sangja.runtime.linux.MountFlag.MS_NOSUID;
import static dev.sangja.runtime.linux.MountFlag.MS_STRICTATIME;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fresh {@code /dev}: the devices that the OCI runtime specification names, bound from the engine's, because a user
 * namespace may not make device nodes.
 */
final class DeviceDirectory {
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Map<String, String> LINKS = Map.of(
            "fd", "/proc/self/fd",
            "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1",
            "stderr", "/proc/self/fd/2",
            "ptmx", "pts/ptmx");

    private DeviceDirectory() {}

    /** Mounts it there; the calling thread is in the mount namespace it is for. */
    static void mount(Linux linux, String directory) {
        // mode=755: with the default 1777 the directory is sticky, and opening its files for writing is refused.
        linux.mount(MountRequest.tmpfs(directory, Set.of(MS_NOSUID, MS_STRICTATIME), "mode=755,size=65536k"));
        try {
            for (String device : DEVICES) {
                Files.createFile(Path.of(directory, device));
                linux.mount(new MountRequest(
                        "/dev/" + device,
                        directory + "/" + device,
                        "",
                        Set.of(dev.sangja.runtime.linux.MountFlag.MS_BIND),
                        ""));
            }
            for (Map.Entry<String, String> link : LINKS.entrySet()) {
                Files.createSymbolicLink(Path.of(directory, link.getKey()), Path.of(link.getValue()));
            }
            for (String mount : List.of("pts", "shm", "mqueue")) {
                Files.createDirectory(Path.of(directory, mount));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot fill " + directory, failure);
        }
        linux.mount(new MountRequest(
                "devpts",
                directory + "/pts",
                "devpts",
                Set.of(MS_NOSUID, MS_NOEXEC),
                "newinstance,ptmxmode=0666,mode=0620"));
        linux.mount(MountRequest.tmpfs(
                directory + "/shm", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC), "mode=1777,size=65536k"));
        linux.mount(new MountRequest(
                "mqueue", directory + "/mqueue", "mqueue", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC), ""));
    }
}

package dev.sangja.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tools of the host that run a program in namespaces of its own, each over the same unpacked layer: unshare(1) with
 * chroot(2), bwrap(1), crun(1).
 */
final class ContainerPeers {
    private static final List<String> NAMESPACES = List.of("pid", "network", "ipc", "uts", "mount", "cgroup");
    private static final String PROGRAM = "/bin/true";

    private ContainerPeers() {}

    /**
     * All of them, whether or not they are there.
     *
     * @param layer an unpacked layer with a static busybox
     * @param directory for what they write
     */
    static List<Peer> over(Path layer, Path directory) throws IOException {
        boolean root = System.getProperty("user.name", "").equals("root");
        List<String> unshare = new ArrayList<>(List.of(
                "unshare", "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--fork", "--root=" + layer));
        if (!root) {
            unshare.addAll(1, List.of("--user", "--map-root-user"));
        }
        unshare.add(PROGRAM);
        Path bundle = Files.createDirectories(directory.resolve("bundle"));
        new ObjectMapper().writeValue(bundle.resolve("config.json").toFile(), configuration(layer, root));
        return List.of(
                new Peer("unshare+chroot", unshare, new Samples()),
                Peer.of(
                        "bubblewrap",
                        "bwrap",
                        "--unshare-all",
                        "--ro-bind",
                        layer.toString(),
                        "/",
                        "--proc",
                        "/proc",
                        "--dev",
                        "/dev",
                        PROGRAM),
                Peer.of(
                        "crun",
                        "crun",
                        "--root",
                        directory.resolve("crun").toString(),
                        "run",
                        "--bundle",
                        bundle.toString(),
                        "sangja-bench"));
    }

    /** The least that the OCI runtime specification asks for to run a program over a root, with the usual mounts. */
    private static ObjectNode configuration(Path layer, boolean root) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("ociVersion", "1.0.0");
        ObjectNode process = document.putObject("process");
        process.put("terminal", false).put("cwd", "/").put("noNewPrivileges", true);
        process.putObject("user").put("uid", 0).put("gid", 0);
        process.putArray("args").add(PROGRAM);
        process.putArray("env").add("PATH=/bin");
        document.putObject("root").put("path", layer.toString()).put("readonly", true);
        ArrayNode mounts = document.putArray("mounts");
        mount(mounts, "/proc", "proc", List.of("nosuid", "noexec", "nodev"));
        mount(mounts, "/dev", "tmpfs", List.of("nosuid", "mode=755", "size=64k"));
        ObjectNode linux = document.putObject("linux");
        ArrayNode namespaces = linux.putArray("namespaces");
        NAMESPACES.forEach(type -> namespaces.addObject().put("type", type));
        if (!root) {
            namespaces.addObject().put("type", "user");
            Map.of("uidMappings", "unix:uid", "gidMappings", "unix:gid")
                    .forEach((name, attribute) -> linux.putArray(name)
                            .addObject()
                            .put("containerID", 0)
                            .put("hostID", own(attribute))
                            .put("size", 1));
        }
        return document;
    }

    private static void mount(ArrayNode mounts, String where, String type, List<String> options) {
        ObjectNode mount =
                mounts.addObject().put("destination", where).put("type", type).put("source", type);
        ArrayNode list = mount.putArray("options");
        options.forEach(list::add);
    }

    private static int own(String attribute) {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), attribute);
        } catch (IOException failure) {
            throw new BenchException("cannot tell who runs this", failure);
        }
    }
}

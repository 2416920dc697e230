package dev.sangja.runtime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The programs of this host that images are made of: which are there, and where. A value as of the moment it was made.
 */
public final class HostTools {
    private static final List<Path> DIRECTORIES = List.of(
            Path.of("/usr/local/sbin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/sbin"),
            Path.of("/usr/bin"),
            Path.of("/sbin"),
            Path.of("/bin"));
    private static final List<String> BUSYBOX = List.of("busybox", "busybox-static", "busybox.static");

    private final Optional<Path> busybox;
    private final Map<Tool, Path> found;
    private final List<MissingTool> missing;

    private HostTools(Optional<Path> busybox, Map<Tool, Path> found, List<MissingTool> missing) {
        this.busybox = busybox;
        this.found = Collections.unmodifiableMap(found);
        this.missing = List.copyOf(missing);
    }

    /** Looks around on this host. */
    public static HostTools ofHost() throws IOException {
        return in(DIRECTORIES);
    }

    static HostTools in(List<Path> directories) throws IOException {
        List<MissingTool> missing = new ArrayList<>();
        Optional<Path> busybox = staticBusybox(directories);
        if (busybox.isEmpty()) {
            missing.add(new MissingTool("busybox", "busybox-static", true));
        }
        Map<Tool, Path> found = new TreeMap<>(java.util.Comparator.comparing(Tool::name));
        for (Tool tool : Tool.all()) {
            Optional<Path> program = program(directories, tool.name());
            program.ifPresent(path -> found.put(tool, path));
            if (program.isEmpty()) {
                boolean essential = tool.need() == Tool.Need.ESSENTIAL;
                missing.add(new MissingTool(tool.name(), tool.debianPackage(), essential));
            }
        }
        return new HostTools(busybox, found, missing);
    }

    /** What is not there, with the package that would bring it. */
    public List<MissingTool> missing() {
        return missing;
    }

    /** A busybox that needs no library; a container has none for it. */
    public Optional<Path> busybox() {
        return busybox;
    }

    /** Where each tool was found, by the order of their names. */
    Map<Tool, Path> found() {
        return found;
    }

    private static Optional<Path> staticBusybox(List<Path> directories) throws IOException {
        for (String name : BUSYBOX) {
            for (Path directory : directories) {
                Path candidate = directory.resolve(name);
                if (Files.isExecutable(candidate)
                        && ElfFile.read(candidate).filter(ElfFile::isStatic).isPresent()) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Only programs count: a wrapper script would need what it wraps, by a path that the workbench may not have. */
    private static Optional<Path> program(List<Path> directories, String name) throws IOException {
        for (Path directory : directories) {
            Path candidate = directory.resolve(name);
            if (Files.isExecutable(candidate) && ElfFile.isElf(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}

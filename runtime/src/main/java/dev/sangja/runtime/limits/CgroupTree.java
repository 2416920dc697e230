package dev.sangja.runtime.limits;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where control groups are made: a directory for each controller. With version 1 they lie in as many hierarchies, of
 * which some may be one; with version 2 all are the same directory.
 *
 * @param version which design
 * @param directories by controller; what is absent cannot be controlled
 */
public record CgroupTree(CgroupVersion version, Map<Controller, Path> directories) {
    public CgroupTree {
        requireNonNull(version, "version");
        directories = Map.copyOf(directories);
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("a tree of control groups needs a controller");
        }
    }

    /** The tree of version 2 at that directory, with those of the controllers that it offers. */
    static CgroupTree version2(Path directory, Set<Controller> controllers) {
        Map<Controller, Path> directories = new EnumMap<>(Controller.class);
        controllers.forEach(controller -> directories.put(controller, directory));
        // What version 2 does without a controller.
        directories.put(Controller.FREEZER, directory);
        directories.put(Controller.CPU_ACCOUNTING, directory);
        return new CgroupTree(CgroupVersion.V2, directories);
    }

    /**
     * The tree that is mounted at that directory: of version 2 there, of version 1 in directories below that bear the
     * names of the controllers.
     */
    public static CgroupTree mounted(CgroupVersion version, Path directory) {
        if (version == CgroupVersion.V2) {
            return version2(directory, CgroupSearch.offered(directory));
        }
        Map<Controller, Path> directories = new EnumMap<>(Controller.class);
        for (Controller controller : Controller.values()) {
            Path hierarchy = directory.resolve(controller.kernelName());
            if (Files.isDirectory(hierarchy)) {
                directories.put(controller, realPath(hierarchy));
            }
        }
        return new CgroupTree(CgroupVersion.V1, directories);
    }

    /** Controllers that share a hierarchy have links to it. */
    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The group that the tree's directories themselves are. */
    public ControlGroup root(Linux linux) {
        KernelFiles files = new KernelFiles(linux);
        return switch (version) {
            case V1 -> new ControlGroupV1(this, "", files);
            case V2 -> new ControlGroupV2(this, "", files);
        };
    }

    /** Each directory once. */
    List<Path> distinctDirectories() {
        return directories.values().stream().distinct().sorted().toList();
    }

    Optional<Path> directory(Controller controller) {
        return Optional.ofNullable(directories.get(controller));
    }
}

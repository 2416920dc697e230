package dev.sangja.runtime.limits;

import dev.sangja.runtime.limits.Shortfall.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for a place where this process may make control groups.
 *
 * @param mounts every mounted hierarchy
 * @param version2 where version 2 may be used, and what it controls
 * @param version1 where version 1 may be used
 * @param hierarchies the controllers of each hierarchy of version 1, such as {@code cpu,cpuacct}
 */
record CgroupSearch(
        List<CgroupMount> mounts, Optional<Place> version2, Map<Controller, Path> version1, List<String> hierarchies) {
    private static final String MEMBERS = "cgroup.procs";

    /** A directory of version 2, its controllers, and whether processes live in it that would be in the way. */
    private record Place(Path directory, Set<Controller> controllers, boolean inhabited) {
        boolean isUseful() {
            return controllers.contains(Controller.MEMORY) && controllers.contains(Controller.PROCESSES);
        }
    }

    static CgroupSearch of(Path process) {
        List<CgroupMount> mounts = CgroupMount.parse(text(process.resolve("mountinfo")));
        String membership = text(process.resolve("cgroup"));
        String own = membership
                .lines()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::".length()))
                .findFirst()
                .orElse("/");
        Optional<Place> version2 = mounts.stream()
                .filter(mount -> mount.version() == CgroupVersion.V2)
                .findFirst()
                .flatMap(mount -> place(mount, own));
        return new CgroupSearch(mounts, version2, version1(mounts), hierarchies(membership));
    }

    /** The second field of each line of {@code /proc/PID/cgroup}, without those that have a name alone. */
    private static List<String> hierarchies(String membership) {
        return membership
                .lines()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3 && !fields[1].isEmpty() && !fields[1].contains("="))
                .map(fields -> fields[1])
                .sorted()
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Controller, Path> version1(List<CgroupMount> mounts) {
        Map<Controller, Path> usable = new EnumMap<>(Controller.class);
        for (CgroupMount mount : mounts) {
            if (mount.version() == CgroupVersion.V1 && isWritable(mount.mountPoint(), MEMBERS)) {
                mount.options().stream()
                        .flatMap(option -> Controller.named(option).stream())
                        .forEach(controller -> usable.putIfAbsent(controller, mount.mountPoint()));
            }
        }
        return usable;
    }

    /** The hierarchy's own root for root; else the nearest group at or above this process that was given to it. */
    private static Optional<Place> place(CgroupMount mount, String own) {
        Path root = mount.mountPoint();
        // Only the root of the whole hierarchy may hold processes beside groups; it alone has no such file.
        boolean isTrueRoot = Files.notExists(root.resolve("cgroup.events"));
        if (isTrueRoot && mayHaveGroups(root)) {
            return Optional.of(new Place(root, offered(root), false));
        }
        String prefix = mount.root().equals("/") ? "" : mount.root();
        String below = own.startsWith(prefix) ? own.substring(prefix.length()) : own;
        Path self = root.resolve(below.replaceFirst("^/+", "")).normalize();
        for (Path at = self; at != null && at.startsWith(root); at = at.getParent()) {
            if (mayHaveGroups(at)) {
                return Optional.of(
                        new Place(at, offered(at), !text(at.resolve(MEMBERS)).isBlank()));
            }
        }
        return Optional.empty();
    }

    private static boolean mayHaveGroups(Path directory) {
        return isWritable(directory, MEMBERS) && isWritable(directory, "cgroup.subtree_control");
    }

    private static boolean isWritable(Path directory, String file) {
        return Files.isWritable(directory) && Files.isWritable(directory.resolve(file));
    }

    /** The controllers that a group of version 2 could hand on. */
    static Set<Controller> offered(Path directory) {
        EnumSet<Controller> controllers = EnumSet.noneOf(Controller.class);
        for (String name : text(directory.resolve("cgroup.controllers")).strip().split("\\s+", -1)) {
            Controller.named(name).ifPresent(controllers::add);
        }
        return controllers;
    }

    /** The better of the two designs; neither, if no place is to be had. */
    Optional<CgroupTree> tree() {
        boolean version1IsUseful =
                version1.containsKey(Controller.MEMORY) || version1.containsKey(Controller.PROCESSES);
        if (version2.filter(place -> place.isUseful() || !version1IsUseful).isPresent()) {
            Place place = version2.get();
            if (!place.controllers().isEmpty()) {
                return Optional.of(CgroupTree.version2(place.directory(), place.controllers()));
            }
        }
        return version1IsUseful ? Optional.of(new CgroupTree(CgroupVersion.V1, version1)) : Optional.empty();
    }

    /** The hierarchies of a tree of version 1; none for version 2. */
    List<String> hierarchiesOf(CgroupTree tree) {
        if (tree.version() == CgroupVersion.V2) {
            return List.of();
        }
        return hierarchies.stream()
                .filter(controllers -> Stream.of(controllers.split(",", -1))
                        .flatMap(name -> Controller.named(name).stream())
                        .anyMatch(controller -> tree.directory(controller).isPresent()))
                .toList();
    }

    boolean vacate() {
        return tree().filter(tree -> tree.version() == CgroupVersion.V2).isPresent()
                && version2.map(Place::inhabited).orElse(false);
    }

    /** Why that controller cannot be had. */
    Shortfall whyNot(Controller controller) {
        if (mounts.isEmpty()) {
            return new Shortfall(Code.NO_CONTROL_GROUPS, Map.of());
        }
        Optional<CgroupMount> ofVersion1 = mounts.stream()
                .filter(mount -> mount.options().contains(controller.kernelName()))
                .findFirst();
        if (ofVersion1.isPresent()) {
            return refused(ofVersion1.get(), Code.NEEDS_ROOT);
        }
        Optional<CgroupMount> ofVersion2 = mounts.stream()
                .filter(mount -> mount.version() == CgroupVersion.V2 && couldHave(mount, controller))
                .findFirst();
        return ofVersion2.isPresent() && version2.isEmpty()
                ? refused(ofVersion2.get(), Code.NOT_DELEGATED)
                : new Shortfall(Code.CONTROLLER_MISSING, Map.of("controller", controller.kernelName()));
    }

    private static boolean couldHave(CgroupMount mount, Controller controller) {
        return controller == Controller.FREEZER || offered(mount.mountPoint()).contains(controller);
    }

    private static Shortfall refused(CgroupMount mount, Code code) {
        return new Shortfall(
                mount.readOnly() ? Code.READ_ONLY : code,
                Map.of("directory", mount.mountPoint().toString()));
    }
}

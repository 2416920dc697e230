package dev.sangja.runtime.engine;

import dev.sangja.runtime.history.HeldPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the mounts of all processes of the machine hold of the workbench and of {@code /lab}: the directories on which
 * something is mounted, and the layers of mounted overlays. A mount point is found by where it lies in its file system,
 * so that a mount namespace with another root tells it too. Source: proc(5), {@code /proc/PID/mountinfo}.
 */
final class LiveMounts {
    private static final int MOST_NAMESPACES = 1_000;
    private static final String LAB_SEEN = EnginePaths.WORKBENCH_ROOT + "/lab";

    private final Path processes;

    LiveMounts(Path processes) {
        this.processes = processes;
    }

    /** One line of a mountinfo file. */
    private record Mount(int id, int parent, String device, String root, String point, String type, String options) {
        static Optional<Mount> parse(String line) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ", -1);
            if (halves.length < 2 || first.length < 6) {
                return Optional.empty();
            }
            String[] second = halves[1].split(" ", -1);
            String options = second.length > 2 ? second[2] : "";
            return Optional.of(new Mount(
                    Integer.parseInt(first[0]),
                    Integer.parseInt(first[1]),
                    first[2],
                    plain(first[3]),
                    plain(first[4]),
                    second[0],
                    plain(options)));
        }
    }

    /** What is held now. */
    List<HeldPath> held() {
        List<Mount> own = read(processes.resolve("self/mountinfo"));
        Map<String, Base> bases = new LinkedHashMap<>();
        base(own, EnginePaths.WORKBENCH_ROOT).ifPresent(base -> bases.put("workbench", base));
        base(own, LAB_SEEN).ifPresent(base -> bases.put("/lab", base));
        Set<HeldPath> held = new HashSet<>();
        for (List<Mount> namespace : namespaces()) {
            Map<Integer, Mount> byId = new HashMap<>();
            namespace.forEach(mount -> byId.put(mount.id(), mount));
            for (Mount mount : namespace) {
                Optional.ofNullable(byId.get(mount.parent()))
                        .ifPresent(parent -> point(mount, parent, bases).ifPresent(held::add));
                if (mount.type().equals("overlay")) {
                    held.addAll(layers(mount));
                }
            }
        }
        return List.copyOf(held);
    }

    /** Where a place lies in its file system. */
    private record Base(String device, String root) {}

    private static Optional<Base> base(List<Mount> own, String point) {
        return own.stream()
                .filter(mount -> mount.point().equals(point))
                .reduce((earlier, later) -> later)
                .map(mount -> new Base(mount.device(), mount.root()));
    }

    private static Optional<HeldPath> point(Mount mount, Mount parent, Map<String, Base> bases) {
        String inParent = within(mount.point(), parent.point());
        String inFileSystem = joined(parent.root(), inParent);
        for (Map.Entry<String, Base> place : bases.entrySet()) {
            Base base = place.getValue();
            String path = within(inFileSystem, base.root());
            boolean inside = parent.device().equals(base.device())
                    && (base.root().equals("/") || inFileSystem.startsWith(base.root() + "/"));
            if (inside && !path.isEmpty()) {
                return Optional.of(
                        new HeldPath(place.getKey(), path, HeldPath.Kind.MOUNT_POINT, mount.point()));
            }
        }
        return Optional.empty();
    }

    /** The part of a path below a directory, with its slash; the whole of it if it lies elsewhere. */
    private static String within(String path, String directory) {
        if (directory.equals("/")) {
            return path.equals("/") ? "" : path;
        }
        return path.startsWith(directory) ? path.substring(directory.length()) : path;
    }

    private static String joined(String root, String path) {
        return root.equals("/") ? (path.isEmpty() ? "/" : path) : root + path;
    }

    /**
     * The layers of an overlay as whoever mounted it named them. A relative name is taken for every directory that ends
     * like it, since nobody knows any more what it was relative to: rather one too many than one too few.
     */
    private static List<HeldPath> layers(Mount mount) {
        List<HeldPath> held = new ArrayList<>();
        for (String option : mount.options().split("(?<!\\\\),", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0 && option.substring(0, equals).matches("(lower|upper|work|data)dir\\+?")) {
                for (String named : option.substring(equals + 1).split("(?<!\\\\):", -1)) {
                    layer(named.replace("\\:", ":").replace("\\,", ","), mount.point()).forEach(held::add);
                }
            }
        }
        return held;
    }

    private static List<HeldPath> layer(String named, String point) {
        if (named.isEmpty()) {
            return List.of();
        }
        if (named.startsWith("/")) {
            String path = Path.of(named).normalize().toString();
            if (path.equals("/lab") || path.startsWith("/lab/")) {
                return List.of(held("/lab", path.substring("/lab".length()), point));
            }
            return path.equals("/") ? List.of() : List.of(held("workbench", path, point));
        }
        String ending = Path.of(named).normalize().toString().replaceAll("^(\\.\\./)+", "");
        return EndingSearch.below(Path.of(EnginePaths.LAB), ending).stream()
                .map(path -> held("/lab", path, point))
                .toList();
    }

    private static HeldPath held(String place, String path, String point) {
        return new HeldPath(place, path, HeldPath.Kind.OVERLAY_LAYER, point);
    }

    /** The mounts of every mount namespace in which a process lives, but the engine's own. */
    private List<List<Mount>> namespaces() {
        List<List<Mount>> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        namespace(processes.resolve("self")).ifPresent(seen::add);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : entries) {
                Optional<String> namespace = namespace(process);
                if (namespace.isPresent() && all.size() < MOST_NAMESPACES && seen.add(namespace.get())) {
                    all.add(read(process.resolve("mountinfo")));
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return all;
    }

    private static Optional<String> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/mnt")).toString());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static List<Mount> read(Path file) {
        List<Mount> mounts = new ArrayList<>();
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            text.lines().forEach(line -> Mount.parse(line).ifPresent(mounts::add));
        } catch (IOException ended) {
            // The process is gone, and so are its mounts if they were its alone.
        }
        return mounts;
    }

    /** proc(5): space, tab, newline and backslash are written as three octal digits. */
    private static String plain(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length() && field.substring(i + 1, i + 4).matches("[0-7]{3}")) {
                text.append((char) Integer.parseInt(field, i + 1, i + 4, 8));
                i += 3;
            } else {
                text.append(field.charAt(i));
            }
        }
        return text.toString();
    }
}

package dev.sangja.web.picture;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is seen through the layers of a file system, and what is hidden in them. Immutable.
 *
 * <p>A file is hidden if a layer above has something of its name, or a whiteout, or an opaque directory or something
 * that is no directory above it in the tree; the kernel's overlayfs.rst. What is hidden still takes its place: a file
 * written N times takes it N times, and wastes N − 1 of them.
 */
public final class TowerView {
    private final LayerTower tower;
    private final List<Map<String, LayerChange>> floors = new ArrayList<>();
    private final List<Ghost> ghosts;
    private final Map<String, LayerChange> visible = new HashMap<>();
    private final List<Set<String>> hidden = new ArrayList<>();

    private TowerView(LayerTower tower) {
        this.tower = tower;
        for (LayerTower.Floor floor : tower.floors()) {
            Map<String, LayerChange> byPath = new HashMap<>();
            floor.content().changes().forEach(change -> byPath.put(change.path(), change));
            floors.add(byPath);
        }
        this.ghosts = look();
    }

    public static TowerView of(LayerTower tower) {
        return new TowerView(tower);
    }

    /**
     * A file that takes its place and cannot be seen.
     *
     * @param floor the layer that holds it, counted from 0, the topmost
     * @param hiddenBy the layer that hides it
     */
    public record Ghost(String path, int floor, int hiddenBy, long bytes) {}

    public LayerTower tower() {
        return tower;
    }

    /** What is hidden, the largest first. */
    public List<Ghost> ghosts() {
        return ghosts;
    }

    /** Bytes that hidden files take. */
    public long wastedBytes() {
        return ghosts.stream().mapToLong(Ghost::bytes).sum();
    }

    /** Bytes that hidden files take in that layer. */
    public long wastedBytes(int floor) {
        return ghosts.stream()
                .filter(ghost -> ghost.floor() == floor)
                .mapToLong(Ghost::bytes)
                .sum();
    }

    /** Bytes of the files of all layers together. */
    public long bytes() {
        return tower.floors().stream()
                .mapToLong(floor -> floor.content().bytesAfter())
                .sum();
    }

    /** Goes down from the top once: what is met first is seen, what is met behind something is hidden. */
    private List<Ghost> look() {
        List<Ghost> found = new ArrayList<>();
        Map<String, Integer> marks = new HashMap<>();
        for (int index = 0; index < floors.size(); index++) {
            int floor = index;
            Set<String> behind = new HashSet<>();
            floors.get(index).values().forEach(change -> {
                Optional<Integer> cover = cover(change.path(), marks);
                if (cover.isEmpty() && isContent(change)) {
                    visible.putIfAbsent(change.path(), change);
                } else if (cover.isPresent()) {
                    behind.add(change.path());
                    if (change.type().equals("file") && change.sizeAfter() > 0) {
                        found.add(new Ghost(change.path(), floor, cover.get(), change.sizeAfter()));
                    }
                }
            });
            hidden.add(behind);
            floors.get(index).values().stream()
                    .filter(TowerView::hidesAllBelow)
                    .forEach(change -> marks.putIfAbsent(change.path(), floor));
        }
        found.sort(Comparator.comparingLong(Ghost::bytes).reversed().thenComparing(Ghost::path));
        return List.copyOf(found);
    }

    private static boolean isContent(LayerChange change) {
        return change.kind() != LayerChange.Kind.DELETED;
    }

    /** Only directories are merged with those below them, unless they are opaque. */
    private static boolean hidesAllBelow(LayerChange change) {
        return !change.type().equals("directory")
                || change.kind() == LayerChange.Kind.OPAQUE
                || change.kind() == LayerChange.Kind.DELETED;
    }

    /** The layer above that hides a path by a mark on it or on a directory that it lies in, the topmost one. */
    private static Optional<Integer> cover(String path, Map<String, Integer> marks) {
        Optional<Integer> cover = Optional.empty();
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Integer above = marks.get(path.substring(0, end));
            if (above != null && (cover.isEmpty() || above < cover.get())) {
                cover = Optional.of(above);
            }
        }
        return cover;
    }

    /** Whether what that layer holds at that path lies behind something above it. */
    boolean isHidden(int floor, String path) {
        return hidden.get(floor).contains(path);
    }

    /** What is seen at that path; empty if nothing is. */
    Optional<LayerChange> seen(String path) {
        return Optional.ofNullable(visible.get(path));
    }

    /** What that layer says of that path; empty if it says nothing. */
    Optional<LayerChange> at(int floor, String path) {
        return Optional.ofNullable(floors.get(floor).get(path));
    }

    /** Whether any layer says something of that path. */
    private boolean knows(String path) {
        return floors.stream().anyMatch(floor -> floor.containsKey(path));
    }

    /** The mark of that layer on a directory that the path lies in, if it hides something of that path below. */
    Optional<LayerChange.Kind> markAbove(int floor, String path) {
        boolean below = IntStream.range(floor + 1, floors.size())
                .anyMatch(lower -> floors.get(lower).containsKey(path));
        Optional<LayerChange> mark = Optional.empty();
        for (int end = path.lastIndexOf('/'); below && end > 0; end = path.lastIndexOf('/', end - 1)) {
            mark = at(floor, path.substring(0, end)).filter(TowerView::hidesAllBelow);
            if (mark.isPresent()) {
                break;
            }
        }
        return mark.map(LayerChange::kind);
    }

    /** The paths to look at: those that are asked for, else what the top changed, and then the largest. */
    List<String> paths(List<String> asked, int most) {
        Set<String> paths = new LinkedHashSet<>();
        if (!asked.isEmpty()) {
            asked.stream().filter(this::knows).limit(most).forEach(paths::add);
            return List.copyOf(paths);
        }
        if (!floors.isEmpty() && tower.floors().get(0).writable()) {
            tower.floors().get(0).content().changes().stream()
                    .filter(change -> !change.type().equals("directory") || change.kind() != LayerChange.Kind.ADDED)
                    .map(LayerChange::path)
                    .limit(most)
                    .forEach(paths::add);
        }
        ghosts.stream().map(Ghost::path).limit(2).forEach(paths::add);
        visible.values().stream()
                .filter(change -> change.type().equals("file"))
                .sorted(Comparator.comparingLong(LayerChange::sizeAfter)
                        .reversed()
                        .thenComparing(LayerChange::path))
                .map(LayerChange::path)
                .limit(most)
                .forEach(paths::add);
        return paths.stream().limit(most).toList();
    }
}

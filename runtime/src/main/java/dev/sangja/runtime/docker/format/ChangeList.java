package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.receipt.LayerChange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A layer's changes as {@code docker diff} shows them, which also lists the directories that hold a change. */
public final class ChangeList {
    private ChangeList() {}

    public static String render(List<LayerChange> changes) {
        Map<String, String> letters = new TreeMap<>();
        for (LayerChange change : changes) {
            for (String parent = parent(change.path()); !parent.isEmpty(); parent = parent(parent)) {
                letters.putIfAbsent(parent, "C");
            }
        }
        changes.forEach(change -> letters.put(change.path(), letter(change.kind())));
        return letters.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
    }

    private static String letter(LayerChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "A";
            case DELETED -> "D";
            case MODIFIED, METADATA, OPAQUE -> "C";
        };
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}

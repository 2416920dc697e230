package dev.sangja.web.picture;

import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tower of layers as the stack of picture P2: its floors as rows, the files looked at as columns. */
public final class TowerStack {
    /** Digits of a digest that a row shows. */
    private static final int DIGITS = 12;

    private final TowerView view;
    private final Words words;

    private TowerStack(TowerView view, Words words) {
        this.view = view;
        this.words = words;
    }

    /** The stack; {@code asked} are the paths to look at, none for what changed. */
    public static StackView of(TowerView view, List<String> asked, Words words) {
        TowerStack stack = new TowerStack(view, words);
        List<StackView.Row> rows = new ArrayList<>();
        for (int floor = 0; floor < view.tower().floors().size(); floor++) {
            rows.add(stack.row(floor));
        }
        List<StackView.File> files = view.paths(asked, StackView.MOST_FILES).stream()
                .map(stack::file)
                .toList();
        return new StackView(view.tower().place(), rows, files);
    }

    private StackView.Row row(int index) {
        LayerTower.Floor floor = view.tower().floors().get(index);
        return new StackView.Row(
                label(view.tower(), index, words),
                caption(floor),
                Optional.of(floor.content().bytesAfter()),
                floor.writable());
    }

    /** What a floor is called: layers of images by their number from below, a mount's by their directories. */
    public static String label(LayerTower tower, int index, Words words) {
        LayerTower.Floor floor = tower.floors().get(index);
        if (floor.writable()) {
            return switch (tower.kind()) {
                case MOUNT -> "upperdir";
                case WORKBENCH -> words.say("stack.upper", "place", words.say("place.workbench"));
                case CONTAINER, IMAGE -> words.say("stack.upper", "place", tower.place());
            };
        }
        if (tower.kind() == LayerTower.Kind.MOUNT) {
            return "lowerdir";
        }
        return words.say("build.layer", "number", tower.floors().size() - index);
    }

    /** What a floor is, in a few words: its directory, what made it, or its digest. */
    public static String caption(LayerTower.Floor floor) {
        if (floor.id().startsWith("/")) {
            return floor.writable() && !floor.id().startsWith("/lab") ? "upper" : floor.id();
        }
        String made = floor.createdBy()
                .replaceFirst("^/bin/sh -c (#\\(nop\\) *)?", "")
                .strip();
        String digits = floor.id().substring(floor.id().indexOf(':') + 1);
        return made.isEmpty() ? digits.substring(0, Math.min(DIGITS, digits.length())) : made;
    }

    private StackView.File file(String path) {
        Optional<LayerChange> seen = view.seen(path);
        Map<Integer, StackView.Cell> cells = new HashMap<>();
        for (int floor = 0; floor < view.tower().floors().size(); floor++) {
            Optional<LayerChange> held = view.at(floor, path);
            if (held.isPresent()) {
                cells.put(floor, cell(floor, held.get(), !view.isHidden(floor, path)));
            } else {
                // Nothing of that name, but perhaps a mark on a directory that it lies in.
                int here = floor;
                view.markAbove(floor, path).ifPresent(kind -> cells.put(here, new StackView.Cell.Changed(kind)));
            }
        }
        boolean directory =
                seen.filter(change -> change.type().equals("directory")).isPresent();
        return new StackView.File(
                path.substring(path.lastIndexOf('/') + 1),
                path,
                seen.map(change -> Math.max(0, change.sizeAfter())),
                directory,
                cells);
    }

    private StackView.Cell cell(int floor, LayerChange held, boolean shown) {
        boolean mark = held.kind() == LayerChange.Kind.DELETED || held.kind() == LayerChange.Kind.OPAQUE;
        boolean own = view.tower().floors().get(floor).writable();
        if (mark || (own && shown)) {
            return new StackView.Cell.Changed(held.kind());
        }
        return shown ? new StackView.Cell.Seen(held.sizeAfter()) : new StackView.Cell.Hidden(held.sizeAfter());
    }
}

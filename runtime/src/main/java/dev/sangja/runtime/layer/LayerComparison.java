package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.TextDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What changed in a writable layer: from one snapshot to a later one (a run), or from nothing to now (all that the
 * layer holds). Of a removed directory only itself is told, not what was in it; a directory that is there only to hold
 * something is not told at all.
 */
public final class LayerComparison {
    /** Files of equal size are compared byte by byte up to this size; beyond, their times decide. */
    private static final long COMPARED = 8 << 20;

    /** What a directory holds follows it at once: its slash counts less than any other character. */
    private static final Comparator<String> BY_DIRECTORY = Comparator.comparing(path -> path.replace('/', '\0'));

    private final ScanLimits limits;
    private final LayerSnapshot before;
    private final LayerSnapshot after;
    private final List<LayerChange> changes = new ArrayList<>();
    private int cut;
    /** The directory last told as removed, or emptied by a mark: what it held is not told again. */
    private String removed = "";

    private String emptied = "";

    private LayerComparison(ScanLimits limits, LayerSnapshot before, LayerSnapshot after) {
        this.limits = requireNonNull(limits, "limits");
        this.before = before;
        this.after = after;
    }

    /** What happened between two snapshots of the same scan. */
    public static LayerDiff between(
            String place, String container, LayerSnapshot before, LayerSnapshot after, ScanLimits limits)
            throws IOException {
        return new LayerComparison(limits, before, after).compare(place, container);
    }

    /** Everything that the layer holds, against what lies below it: {@code docker diff}. */
    public static LayerDiff whole(String place, String container, LayerSnapshot now, ScanLimits limits)
            throws IOException {
        return new LayerComparison(limits, now.untouched(), now).compare(place, container);
    }

    private LayerDiff compare(String place, String container) throws IOException {
        TreeSet<String> paths = new TreeSet<>(BY_DIRECTORY);
        paths.addAll(before.entries().keySet());
        paths.addAll(after.entries().keySet());
        for (String path : paths) {
            if (!isInside(path, removed)) {
                Optional<LayerChange> change = change(path, before.find(path), after.find(path));
                change.ifPresent(this::tell);
            }
        }
        return new LayerDiff(place, container, changes, cut + after.cut(), before.bytes(), after.bytes());
    }

    private static boolean isInside(String path, String directory) {
        return !directory.isEmpty() && path.startsWith(directory + "/");
    }

    private void tell(LayerChange change) {
        if (changes.size() < limits.changes()) {
            changes.add(change);
        } else {
            cut++;
        }
    }

    private Optional<LayerChange> change(String path, Optional<UpperEntry> old, Optional<UpperEntry> young)
            throws IOException {
        if (young.isEmpty()) {
            return old.isEmpty() ? Optional.empty() : vanished(path, old.get());
        }
        UpperEntry now = young.get();
        if (old.isEmpty()) {
            boolean missedBefore = before.cut() > 0 && !now.status().changed().isAfter(before.taken());
            return missedBefore ? Optional.empty() : againstLower(path, now);
        }
        UpperEntry then = old.get();
        if (then.kind() == UpperEntry.Kind.WHITEOUT) {
            boolean hidesAgain = now.kind() == UpperEntry.Kind.WHITEOUT;
            return hidesAgain ? Optional.empty() : Optional.of(appeared(path, now));
        }
        if (now.kind() == UpperEntry.Kind.WHITEOUT) {
            return Optional.of(deleted(path, typeOf(then), sizeOf(then), then.text(), then.isDirectory()));
        }
        return then.status().equals(now.status()) && then.kind() == now.kind()
                ? Optional.empty()
                : changed(path, then, now);
    }

    /** It was in the upper directory and is no longer, without a mark in its place. */
    private Optional<LayerChange> vanished(String path, UpperEntry then) throws IOException {
        boolean unseen = after.cut() > 0
                && FileStatus.find(FileName.descend(after.upper(), path)).isPresent();
        if (unseen || then.isMerged() || isInside(path, emptied)) {
            return Optional.empty();
        }
        if (then.kind() == UpperEntry.Kind.WHITEOUT) {
            return then.lower()
                    .map(file -> new LayerChange(
                            LayerChange.Kind.ADDED,
                            shown(path),
                            file.status().typeName(),
                            -1,
                            sizeOf(file.status()),
                            Optional.empty()));
        }
        return Optional.of(deleted(path, typeOf(then), sizeOf(then), then.text(), then.isDirectory()));
    }

    /** It was deleted before, and is there again. */
    private LayerChange appeared(String path, UpperEntry now) {
        boolean hides = now.kind() == UpperEntry.Kind.OPAQUE_DIRECTORY
                && now.lower().filter(file -> file.status().isDirectory()).isPresent();
        return new LayerChange(
                hides ? LayerChange.Kind.OPAQUE : LayerChange.Kind.ADDED,
                shown(path),
                typeOf(now),
                -1,
                sizeOf(now),
                now.text().map(text -> TextComparison.compare("", text)));
    }

    /** It was not in the upper directory before, so what was seen at its path came from below. */
    private Optional<LayerChange> againstLower(String path, UpperEntry now) throws IOException {
        if (now.lower().isEmpty()) {
            return now.kind() == UpperEntry.Kind.WHITEOUT ? Optional.empty() : Optional.of(appeared(path, now));
        }
        LowerDirectory.LowerFile file = now.lower().get();
        FileStatus was = file.status();
        if (now.kind() == UpperEntry.Kind.WHITEOUT) {
            return Optional.of(deleted(path, was.typeName(), sizeOf(was), textOf(file), was.isDirectory()));
        }
        UpperEntry.Kind kind = was.isDirectory()
                ? UpperEntry.Kind.DIRECTORY
                : was.isRegularFile() ? UpperEntry.Kind.FILE : UpperEntry.Kind.OTHER;
        String target = was.isSymbolicLink() ? FileName.of(Files.readSymbolicLink(file.path())) : "";
        UpperEntry then = new UpperEntry(kind, was, target, Optional.empty(), textOf(file));
        if (then.kind() == UpperEntry.Kind.FILE && now.kind() == UpperEntry.Kind.FILE) {
            boolean sameContent = was.size() == now.status().size()
                    && (was.modified().equals(now.status().modified())
                            || sameBytes(file.path(), FileName.descend(after.upper(), path), was.size()));
            return Optional.of(
                    told(sameContent ? LayerChange.Kind.METADATA : LayerChange.Kind.MODIFIED, path, then, now));
        }
        return changed(path, then, now);
    }

    /** It was there in one way and is there in another. */
    private Optional<LayerChange> changed(String path, UpperEntry then, UpperEntry now) {
        if (then.isDirectory() && now.isDirectory()) {
            if (now.kind() == UpperEntry.Kind.OPAQUE_DIRECTORY && then.kind() == UpperEntry.Kind.DIRECTORY) {
                emptied = path;
                return Optional.of(told(LayerChange.Kind.OPAQUE, path, then, now));
            }
            return sameOwnerAndMode(then, now)
                    ? Optional.empty()
                    : Optional.of(told(LayerChange.Kind.METADATA, path, then, now));
        }
        if (then.isDirectory()) {
            removed = path;
        }
        boolean sameType = typeOf(then).equals(typeOf(now));
        boolean sameContent = sameType && sameContent(then, now);
        return Optional.of(told(sameContent ? LayerChange.Kind.METADATA : LayerChange.Kind.MODIFIED, path, then, now));
    }

    private static boolean sameContent(UpperEntry then, UpperEntry now) {
        if (then.status().size() != now.status().size() || !then.target().equals(now.target())) {
            return false;
        }
        if (then.text().isPresent() && now.text().isPresent()) {
            return then.text().equals(now.text());
        }
        return then.kind() != UpperEntry.Kind.FILE
                || then.status().modified().equals(now.status().modified());
    }

    private static boolean sameOwnerAndMode(UpperEntry then, UpperEntry now) {
        return then.status().mode() == now.status().mode()
                && then.status().userId() == now.status().userId()
                && then.status().groupId() == now.status().groupId();
    }

    private static LayerChange told(LayerChange.Kind kind, String path, UpperEntry then, UpperEntry now) {
        boolean bothText = kind == LayerChange.Kind.MODIFIED
                && then.text().isPresent()
                && now.text().isPresent();
        Optional<TextDiff> text = bothText
                ? Optional.of(TextComparison.compare(
                        then.text().orElseThrow(), now.text().orElseThrow()))
                : Optional.empty();
        return new LayerChange(kind, shown(path), typeOf(now), sizeOf(then), sizeOf(now), text);
    }

    private LayerChange deleted(String path, String type, long size, Optional<String> text, boolean directory) {
        if (directory) {
            removed = path;
        }
        return new LayerChange(
                LayerChange.Kind.DELETED,
                shown(path),
                type,
                size,
                -1,
                text.map(before -> TextComparison.compare(before, "")));
    }

    private static Optional<String> textOf(LowerDirectory.LowerFile file) throws IOException {
        boolean mayBe = file.status().isRegularFile() && file.status().size() <= TextComparison.LONGEST;
        return mayBe ? UpperScan.ShortText.read(file.path()) : Optional.empty();
    }

    private static boolean sameBytes(Path one, Path other, long size) throws IOException {
        try {
            return size <= COMPARED && Files.mismatch(one, other) < 0;
        } catch (NoSuchFileException vanished) {
            return false;
        }
    }

    private static String typeOf(UpperEntry entry) {
        return entry.status().typeName();
    }

    private static long sizeOf(UpperEntry entry) {
        return sizeOf(entry.status());
    }

    /** A directory's own size says something of the file system, and nothing of what it holds. */
    private static long sizeOf(FileStatus status) {
        return status.isDirectory() || status.isDevice() ? 0 : status.size();
    }

    /** Bytes that are not UTF-8 as {@code \xNN}: a receipt goes out as JSON, which is Unicode. */
    private static String shown(String path) {
        if (path.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return path;
        }
        StringBuilder text = new StringBuilder();
        path.codePoints().forEach(point -> {
            if (point >= 0xDC80 && point <= 0xDCFF) {
                text.append(String.format("\\x%02X", point - 0xDC00));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}

package dev.sangja.runtime.engine;

import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each layer of a file system holds against those below it. Safe for use by several threads. The layers of images
 * never change, so each is looked through once; a learner's own are looked through at every question.
 */
final class LayerTowers {
    private static final ScanLimits LIMITS = new ScanLimits(20_000, 64, 1_500, 1 << 20);

    /** How many layers of images are remembered. */
    private static final int MOST_KNOWN = 64;

    private final TowerLookup lookup;
    private final Places places;
    private final Map<List<Path>, LayerDiff> known = new LinkedHashMap<>();

    LayerTowers(TowerLookup lookup, Places places) {
        this.lookup = lookup;
        this.places = places;
    }

    /** The layers of that place, without differences of text; empty if there is no such place. */
    Optional<LayerTower> tower(String place) {
        return in(place, () -> lookup.find(place).map(found -> new LayerTower(place, found.kind(), floors(found))));
    }

    /** One layer of that place with differences of text; floors count from 0, the topmost. */
    Optional<LayerDiff> floor(String place, int floor) {
        return in(
                place,
                () -> lookup.find(place)
                        .filter(found -> floor >= 0 && floor < found.levels().size())
                        .map(found -> scan(found, floor)));
    }

    private interface Work<T> {
        T get();
    }

    /** The paths of a learner's own mount are those of the workbench. */
    private <T> T in(String place, Work<T> work) {
        return place.startsWith("/") ? places.in(new Place.Workbench(), work::get) : work.get();
    }

    private List<LayerTower.Floor> floors(TowerLookup.Found found) {
        List<LayerTower.Floor> floors = new ArrayList<>();
        for (int index = 0; index < found.levels().size(); index++) {
            TowerLookup.Level level = found.levels().get(index);
            LayerDiff content = level.fixed() ? fixed(found, index) : scan(found, index);
            floors.add(new LayerTower.Floor(level.id(), level.createdBy(), level.writable(), withoutText(content)));
        }
        return floors;
    }

    private LayerDiff fixed(TowerLookup.Found found, int index) {
        List<Path> key = directories(found, index);
        synchronized (known) {
            LayerDiff content = known.remove(key);
            if (content == null) {
                content = withoutText(scan(found, index));
            }
            known.put(key, content);
            if (known.size() > MOST_KNOWN) {
                known.remove(known.keySet().iterator().next());
            }
            return content;
        }
    }

    private static LayerDiff scan(TowerLookup.Found found, int index) {
        List<Path> directories = directories(found, index);
        Path directory = directories.get(0);
        if (!Files.isDirectory(directory)) {
            return new LayerDiff(found.levels().get(index).id(), "", List.of(), 0, 0, 0);
        }
        try {
            UpperScan scan = new UpperScan(directory, directories.subList(1, directories.size()), LIMITS);
            return LayerComparison.whole(found.levels().get(index).id(), "", scan.take(), LIMITS);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look through the layer " + directory, failure);
        }
    }

    /** The layer's directory and those below it. */
    private static List<Path> directories(TowerLookup.Found found, int from) {
        return found.levels().subList(from, found.levels().size()).stream()
                .map(TowerLookup.Level::directory)
                .toList();
    }

    private static LayerDiff withoutText(LayerDiff diff) {
        return new LayerDiff(
                diff.place(),
                diff.container(),
                diff.changes().stream()
                        .map(change -> new LayerChange(
                                change.kind(),
                                change.path(),
                                change.type(),
                                change.sizeBefore(),
                                change.sizeAfter(),
                                Optional.empty()))
                        .toList(),
                diff.cut(),
                diff.bytesBefore(),
                diff.bytesAfter());
    }
}

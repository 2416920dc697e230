package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.history.History;
import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.LayerSnapshot;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every writable layer of a machine (the workbench's, {@code /lab}, each container's) and what a run changes in them.
 * One run at a time is measured; containers may come and go meanwhile, on other threads.
 */
final class WritableLayers {
    private static final ScanLimits LIMITS = ScanLimits.DEFAULT;
    private static final int MOST_GONE = 64;

    private final Layer workbench;
    private final Layer lab;
    private final Supplier<List<ContainerRecord>> containers;
    private final ContainerRoots roots;
    private final Map<ContainerId, Layer> known = new HashMap<>();
    private final List<LayerDiff> gone = new ArrayList<>();
    private Map<ContainerId, LayerSnapshot> containersBefore = Map.of();
    private Optional<Stand> before = Optional.empty();
    private Runnable onBegin = () -> {};

    /** Where a container's layers lie. */
    interface ContainerRoots {
        ContainerRoot of(ContainerRecord container);
    }

    private record Stand(LayerSnapshot workbench, LayerSnapshot lab) {}

    /** The workbench's layer and {@code /lab} as they were when last looked at. */
    History.Scans last() {
        return new History.Scans(workbench.scan().last(), lab.scan().last());
    }

    /** Both as they are now. */
    History.Scans look() {
        return new History.Scans(workbench.take(), lab.take());
    }

    /** One layer, under the name that receipts call it by. */
    private record Layer(String place, String container, UpperScan scan) {
        static Layer of(String place, String container, Path upper, List<String> lower) {
            return new Layer(
                    place,
                    container,
                    new UpperScan(upper, lower.stream().map(Path::of).toList(), LIMITS));
        }

        LayerSnapshot take() {
            try {
                return scan.take();
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read the writable layer of " + place, failure);
            }
        }

        /** What changed since a snapshot; without one, all that it holds. */
        LayerDiff since(Optional<LayerSnapshot> past) {
            try {
                LayerSnapshot now = take();
                return past.isPresent()
                        ? LayerComparison.between(place, container, past.get(), now, LIMITS)
                        : LayerComparison.whole(place, container, now, LIMITS);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot compare the writable layer of " + place, failure);
            }
        }
    }

    WritableLayers(List<String> workbenchLayers, Supplier<List<ContainerRecord>> containers, ContainerRoots roots) {
        this.workbench = Layer.of("workbench", "", Path.of(EnginePaths.WORKBENCH, "upper"), workbenchLayers);
        this.lab = Layer.of("/lab", "", Path.of(EnginePaths.LAB), List.of());
        this.containers = containers;
        this.roots = roots;
    }

    /** A run begins: remembers how everything is. */
    synchronized void begin() {
        Map<ContainerId, LayerSnapshot> now = new HashMap<>();
        List<ContainerRecord> all = containers.get();
        known.keySet().retainAll(all.stream().map(ContainerRecord::id).toList());
        all.forEach(container -> now.put(container.id(), layer(container).take()));
        containersBefore = now;
        gone.clear();
        before = Optional.of(new Stand(workbench.take(), lab.take()));
        onBegin.run();
    }

    /** What is to be done once it is remembered how everything is, before a run begins. */
    void onBegin(Runnable work) {
        onBegin = work;
    }

    /**
     * The run is over: what it changed, the workbench first. A layer without a change is told only of the workbench.
     */
    synchronized List<LayerDiff> end() {
        Map<String, LayerDiff> diffs = new LinkedHashMap<>();
        before.ifPresent(stand -> {
            diffs.put("", workbench.since(Optional.of(stand.workbench())));
            diffs.put("/lab", lab.since(Optional.of(stand.lab())));
        });
        gone.forEach(diff -> diffs.put(diff.container(), diff));
        containers.get().forEach(container -> diffs.put(container.id().value(), sinceBegin(container)));
        before = Optional.empty();
        gone.clear();
        return diffs.entrySet().stream()
                .filter(entry -> entry.getKey().isEmpty()
                        || !entry.getValue().changes().isEmpty()
                        || entry.getValue().cut() > 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A container's layer is about to be removed: this is the last that can be said of it. */
    synchronized void leaving(ContainerRecord container) {
        if (before.isPresent() && gone.size() < MOST_GONE) {
            gone.add(sinceBegin(container));
        }
        known.remove(container.id());
    }

    private LayerDiff sinceBegin(ContainerRecord container) {
        return layer(container).since(Optional.ofNullable(containersBefore.get(container.id())));
    }

    private Layer layer(ContainerRecord container) {
        return known.computeIfAbsent(container.id(), id -> {
            ContainerRoot root = roots.of(container);
            return Layer.of(container.name(), id.value(), root.upper(), root.lower());
        });
    }
}

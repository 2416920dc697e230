package dev.sangja.runtime.engine;

import dev.sangja.runtime.history.History;
import dev.sangja.runtime.history.HistoryException;
import dev.sangja.runtime.history.HistoryLimits;
import dev.sangja.runtime.history.HistoryView;
import dev.sangja.runtime.history.ReturnReport;
import dev.sangja.runtime.history.TrackedTree;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the past of this machine's files, between runs and off their way. A run and a return to a state never overlap.
 * Safe for use by several threads. What cannot be kept is told to the log and is missing from the history; no run fails
 * for it.
 */
final class MachineHistory {
    private static final long PATIENCE_MILLIS = 2_000;

    private final History history;
    private final WritableLayers layers;
    private final MachineGroups groups;
    private final LiveMounts mounts = new LiveMounts(Path.of("/proc"));
    private final ReentrantLock turn = new ReentrantLock(true);

    private MachineHistory(History history, WritableLayers layers, MachineGroups groups) {
        this.history = history;
        this.layers = layers;
        this.groups = groups;
    }

    static MachineHistory open(
            Linux linux, EngineConfiguration configuration, WritableLayers layers, MachineGroups groups) {
        Path staging = Path.of(EnginePaths.WORKBENCH_ROOT, ".returning");
        TrackedTree workbench = new TrackedTree(
                "workbench",
                Path.of(EnginePaths.WORKBENCH, "upper"),
                Path.of(EnginePaths.WORKBENCH_ROOT),
                configuration.workbenchLayers().stream().map(Path::of).toList(),
                staging,
                // The first two are mounts in the engine's own view.
                List.of("/lab", "/run/sangja", "/" + staging.getFileName()));
        Path lab = Path.of(EnginePaths.LAB);
        TrackedTree plain =
                new TrackedTree("/lab", lab, lab, List.of(), Path.of(EnginePaths.HISTORY, "staging"), List.of());
        try {
            History history = History.open(
                    linux,
                    Path.of(EnginePaths.HISTORY),
                    new History.Trees(workbench, plain),
                    HistoryLimits.DEFAULT);
            MachineHistory opened = new MachineHistory(history, layers, groups);
            layers.onBegin(() -> opened.guard(() -> history.notice(layers.last())));
            return opened;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException("cannot open the machine's history", failure);
        }
    }

    /** Work that may fail without harm to a run. */
    private interface Keeping {
        void keep() throws IOException;
    }

    private void guard(Keeping work) {
        try {
            work.keep();
        } catch (IOException | RuntimeException failure) {
            // Whatever it is, it must not take the learner's run with it.
            EngineMain.complain("the history could not be kept: " + failure);
        }
    }

    /** Takes the first state, before the first run. */
    void start() {
        turn.lock();
        try {
            guard(() -> history.start(layers.look()));
        } finally {
            turn.unlock();
        }
    }

    /** Does the work of a run, and keeps the state after it once the work has told of its end. */
    void run(UUID run, Runnable work) {
        turn.lock();
        try {
            work.run();
            guard(() -> history.keep(run, layers.last()));
        } finally {
            turn.unlock();
        }
    }

    /** Whether it is worth to look again in a moment. */
    boolean isYoung() {
        return history.isYoung();
    }

    /** Looks whether something changed outside of runs. */
    void notice() {
        if (turn.tryLock()) {
            try {
                guard(() -> history.notice(layers.look()));
            } finally {
                turn.unlock();
            }
        }
    }

    HistoryView view() {
        return history.view();
    }

    List<LayerDiff> compare(int from, int to) {
        try {
            return history.compare(from, to);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** Returns to a state; throws {@link HistoryException} if a run is under way, or what {@link History} throws. */
    ReturnReport goBack(int state) {
        takeTurn();
        groups.freezeBench();
        try {
            return history.goBack(state, layers::look, mounts::held);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } finally {
            groups.thawBench();
            turn.unlock();
        }
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new HistoryException(HistoryException.Reason.BUSY, "a run is under way");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HistoryException(HistoryException.Reason.BUSY, "a run is under way");
        }
    }
}

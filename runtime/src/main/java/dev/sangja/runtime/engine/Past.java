package dev.sangja.runtime.engine;

import dev.sangja.runtime.history.FileHistory;
import dev.sangja.runtime.history.HistoryLimits;
import dev.sangja.runtime.history.HistoryPlace;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.probe.HistoryFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The machine's past: how its files were after each run. A run is never lost because its state could not be kept. */
final class Past {
    private final FileHistory history;

    private Past(FileHistory history) {
        this.history = history;
    }

    /** Opens it before anything is mounted, and goes back where that was asked for. */
    static Past open(Linux linux, EngineConfiguration configuration) {
        List<Path> lower =
                configuration.workbenchLayers().stream().map(Path::of).toList();
        try {
            return new Past(FileHistory.open(
                    new FileHistory.Setup(
                            Path.of(EnginePaths.HISTORY),
                            List.of(
                                    HistoryPlace.of("workbench", Path.of(EnginePaths.WORKBENCH, "upper"), lower),
                                    HistoryPlace.of("/lab", Path.of(EnginePaths.LAB), List.of())),
                            HistoryLimits.DEFAULT,
                            configuration.manyIds() ? Owners.shifted(0, 0) : Owners.ofThisProcess()),
                    linux,
                    Clock.systemUTC(),
                    Wire.mapper()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open the machine's history", failure);
        }
    }

    /** The workbench stands. */
    void begin() {
        try {
            history.begin();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot record the machine's files", failure);
        }
    }

    /** A run begins. */
    void before() {
        try {
            history.before();
        } catch (IOException failure) {
            EngineMain.complain("the files' state before a run was not recorded: " + failure.getMessage());
        }
    }

    /** A run has ended. */
    void after(UUID run) {
        try {
            history.after(run);
        } catch (IOException failure) {
            EngineMain.complain("the files' state after a run was not recorded: " + failure.getMessage());
        }
    }

    /** What a question about the past is answered with. */
    Object answer(EngineRequest.Remember question) {
        try {
            if (question instanceof EngineRequest.GoBack back) {
                history.want(back.state());
                return true;
            }
            if (question instanceof EngineRequest.CompareStates compare) {
                return history.compare(compare.before(), compare.after());
            }
            return new HistoryFact(history.current(), history.refusal(), history.states());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

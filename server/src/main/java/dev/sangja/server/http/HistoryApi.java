package dev.sangja.server.http;

import dev.sangja.runtime.history.FileState;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.probe.HistoryFact;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.StoredRun;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The states of a machine's files: what there is, what differs, and the way back. */
final class HistoryApi {
    private static final Duration START = Duration.ofSeconds(3);

    private final Seats seats;
    private final Visitors visitors;
    private final RunApi runs;
    private final MachineApi machines;

    HistoryApi(Seats seats, Visitors visitors, RunApi runs, MachineApi machines) {
        this.seats = seats;
        this.visitors = visitors;
        this.runs = runs;
        this.machines = machines;
    }

    void register(RoutesConfig routes) {
        routes.get(
                "/api/machine/history", request -> request.json(machine(request).history()));
        routes.get(
                "/api/machine/history/differences",
                request -> request.json(
                        differences(machine(request), number(request, "before"), number(request, "after"))));
        routes.post("/api/machine/history/{state}/restore", request -> {
            String asked = request.pathParam("state");
            restore(request, asked.matches("[0-9]{1,18}") ? Long.parseLong(asked) : -1);
        });
        routes.post("/api/runs/{run}/undo", request -> {
            StoredRun run = runs.own(request);
            restore(request, parent(machine(request).history(), run.id()));
        });
    }

    private Machine machine(Context request) {
        return seats.machine(visitors.require(request));
    }

    static List<LayerDiff> differences(Machine machine, long before, long after) {
        try {
            return machine.compare(before, after);
        } catch (UncheckedIOException refused) {
            throw noWay(refused);
        }
    }

    static long number(Context request, String name) {
        String value = Optional.ofNullable(request.queryParam(name)).orElse("");
        if (!value.matches("[0-9]{1,18}")) {
            throw new ProblemException(ProblemKind.PARAMETER_WRONG, name, value);
        }
        return Long.parseLong(value);
    }

    /** The state that a run began with. */
    private static long parent(HistoryFact history, UUID run) {
        return history.states().stream()
                .filter(state -> state.run().equals(Optional.of(run)))
                .findFirst()
                .map(FileState::parent)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.HISTORY_NO_WAY, "the run changed no files, or its state is forgotten"));
    }

    private void restore(Context request, long state) throws InterruptedException {
        UUID learner = visitors.require(request);
        try {
            seats.machine(learner).goBack(state);
        } catch (UncheckedIOException refused) {
            throw noWay(refused);
        }
        seats.renew(learner, true);
        request.json(machines.document(learner, seats.await(learner, START)));
    }

    private static ProblemException noWay(UncheckedIOException refused) {
        String reason = Optional.ofNullable(refused.getCause())
                .map(Throwable::getMessage)
                .orElse("");
        return new ProblemException(ProblemKind.HISTORY_NO_WAY, reason);
    }
}

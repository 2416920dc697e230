package dev.sangja.server.http;

import dev.sangja.server.notebook.Runs;
import dev.sangja.server.store.StoredRun;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;

/** A run of a cell, once it was begun: its events, its receipt, its interruption. */
final class RunApi {
    private final Runs runs;
    private final Visitors visitors;
    private final EventStreams streams;

    RunApi(Runs runs, Visitors visitors, EventStreams streams) {
        this.runs = runs;
        this.visitors = visitors;
        this.streams = streams;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/runs/{run}/events", request -> {
            StoredRun run = own(request);
            streams.stream(request, run.key().learner(), runs.log(run));
        });
        routes.get("/api/runs/{run}/receipt", this::receipt);
        routes.post("/api/runs/{run}/interrupt", request -> {
            runs.interrupt(own(request).id());
            request.status(202);
        });
    }

    private void receipt(Context request) {
        StoredRun run = own(request);
        request.json(runs.receipt(run.id()).orElseThrow(() -> noReceipt(run)));
    }

    private ProblemException noReceipt(StoredRun run) {
        return new ProblemException(run.endedAt().isEmpty() ? ProblemKind.RECEIPT_NOT_YET : ProblemKind.RECEIPT_LOST);
    }

    /** The run that is asked for, which must be the learner's own: another's is as unknown as none. */
    StoredRun own(Context request) {
        UUID learner = visitors.require(request);
        return runs.find(id(request.pathParam("run")))
                .filter(run -> run.key().learner().equals(learner))
                .orElseThrow(() -> new ProblemException(ProblemKind.RUN_UNKNOWN));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(ProblemKind.RUN_UNKNOWN);
        }
    }
}

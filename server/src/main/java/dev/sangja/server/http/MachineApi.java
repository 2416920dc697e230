package dev.sangja.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.server.notebook.MachineState;
import dev.sangja.server.notebook.Seats;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The learner's machine: what has become of it, what is in it, and a new one. */
final class MachineApi {
    /** How long an answer waits for a machine that is being started; a cold one takes less than a second. */
    private static final Duration START = Duration.ofSeconds(3);

    private final Seats seats;
    private final Visitors visitors;
    private final Body body;

    MachineApi(Seats seats, Visitors visitors, Body body) {
        this.seats = seats;
        this.visitors = visitors;
        this.body = body;
    }

    /**
     * A machine as scripts see it.
     *
     * @param state {@code none}, {@code queued}, {@code starting}, {@code ready}, {@code gone} or {@code failed}
     * @param ahead how many learners wait before this one
     * @param cause why it is gone or could not start
     * @param view what is in it, if it is ready
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MachineDocument(String state, Instant since, int ahead, String cause, Optional<MachineView> view) {}

    /** What a new machine starts with. */
    record Reset(boolean keepFiles) {}

    void register(RoutesConfig routes) {
        routes.get("/api/machine", request -> {
            UUID learner = visitors.require(request);
            request.json(document(learner, seats.state(learner)));
        });
        routes.post("/api/machine/reset", this::reset);
    }

    private void reset(Context request) throws InterruptedException {
        UUID learner = visitors.require(request);
        boolean keepFiles = body.read(request, Reset.class).keepFiles();
        seats.renew(learner, keepFiles);
        request.json(document(learner, seats.await(learner, START)));
    }

    MachineDocument document(UUID learner, MachineState state) {
        return new MachineDocument(
                state.kind().name().toLowerCase(Locale.ROOT),
                state.since(),
                state.ahead(),
                state.cause(),
                seats.peek(learner).flatMap(MachineApi::view));
    }

    private static Optional<MachineView> view(Machine machine) {
        try {
            return Optional.of(machine.observe());
        } catch (MachineGoneException | UncheckedIOException unseen) {
            return Optional.empty();
        }
    }
}

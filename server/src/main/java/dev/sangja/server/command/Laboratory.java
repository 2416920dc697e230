package dev.sangja.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.server.notebook.LessonProver;
import dev.sangja.server.notebook.Machines;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.SeatRules;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Machines and a notebook without a web server, whose learners are forgotten at the end. Whoever opened it closes it.
 */
final class Laboratory implements AutoCloseable {
    private final Store store;
    private final Seats seats;
    private final Runs runs;
    private final LessonProver prover;

    private Laboratory(Store store, Seats seats, Runs runs, LessonProver prover) {
        this.store = store;
        this.seats = seats;
        this.runs = runs;
        this.prover = prover;
    }

    /**
     * Opens it.
     *
     * @param machines closed with it
     */
    static Laboratory open(Machines machines) {
        Clock clock = Clock.systemUTC();
        ObjectMapper json = Assembly.json();
        Store store = Store.openInMemory(UUID.randomUUID().toString(), clock);
        Seats seats = new Seats(machines, new SeatRules(4, Duration.ofHours(1), Duration.ofHours(1)), clock);
        Runs runs = new Runs(store.runs(), json, clock);
        Notebook notebook = new Notebook(store, seats, runs, json);
        return new Laboratory(store, seats, runs, new LessonProver(store, seats, runs, notebook));
    }

    LessonProver prover() {
        return prover;
    }

    @Override
    public void close() {
        seats.close();
        runs.close();
        store.close();
    }
}

package dev.sangja.server.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Course;
import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.http.WebServer;
import dev.sangja.server.notebook.Machines;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.SeatRules;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.Store;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, put together: the one place where its parts meet. Whoever started it closes it. */
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final SeatRules RULES = new SeatRules(40, Duration.ofMinutes(30), Duration.ofMinutes(1));

    private final Store store;
    private final Seats seats;
    private final Runs runs;
    private final WebServer web;
    private final ScheduledExecutorService sweeper;

    private Assembly(Store store, Seats seats, Runs runs, WebServer web, ScheduledExecutorService sweeper) {
        this.store = store;
        this.seats = seats;
        this.runs = runs;
        this.web = web;
        this.sweeper = sweeper;
    }

    /**
     * Starts a server.
     *
     * @param store closed with the server
     * @param machines closed with the server
     * @param data the server's data directory
     */
    static Assembly start(Store store, Machines machines, Path data, InetAddress address, int port) {
        Clock clock = Clock.systemUTC();
        ObjectMapper json = json();
        Seats seats = new Seats(machines, RULES, clock);
        Runs runs = new Runs(store.runs(), json, clock);
        try {
            runs.closeAbandoned();
            Notebook notebook = new Notebook(store, seats, runs, json);
            Course course = CourseReader.read(Folder.ofProduct());
            WebServer web = WebServer.start(
                    new WebServer.Parts(course, store, seats, runs, notebook, new Doctor(data), json, clock),
                    address,
                    port);
            ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "sweeper");
                thread.setDaemon(true);
                return thread;
            });
            ScheduledFuture<?> sweeps = sweeper.scheduleWithFixedDelay(() -> sweep(seats), 10, 10, TimeUnit.SECONDS);
            LOG.debug("sweeping begins: {}", sweeps);
            return new Assembly(store, seats, runs, web, sweeper);
        } catch (RuntimeException failure) {
            seats.close();
            runs.close();
            throw failure;
        }
    }

    /** An exception would end the schedule. */
    private static void sweep(Seats seats) {
        try {
            seats.sweep();
        } catch (RuntimeException failure) {
            LOG.error("idle machines could not be closed", failure);
        }
    }

    /** How values are written and read everywhere in the server. */
    static ObjectMapper json() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    int port() {
        return web.port();
    }

    /** Stops taking requests, ends every machine, keeps the ends of their runs, and closes the database. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        web.close();
        seats.close();
        runs.close();
        store.close();
    }
}

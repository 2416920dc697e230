package dev.sangja.server.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.machine.RunListener;
import dev.sangja.runtime.machine.RunRequest;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.server.store.RunStore;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StoredRun;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs cells and keeps what came of it, whether or not anybody is watching. Safe for use by several threads.
 *
 * <p>A run is in the database before it starts; its end is there before its readers hear of it.
 */
public final class Runs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /** How many runs of one learner may be under way or waiting for the shell. */
    private static final int MOST_AT_ONCE = 20;

    private final RunStore store;
    private final Clock clock;
    private final EventFormat format;
    private final Map<UUID, LiveRun> live = new ConcurrentHashMap<>();
    private final ExecutorService keepers = Executors.newFixedThreadPool(8, work -> new Thread(work, "run-keeper"));

    public Runs(RunStore store, ObjectMapper json, Clock clock) {
        this.store = store;
        this.format = new EventFormat(json);
        this.clock = clock;
    }

    /**
     * A cell to run.
     *
     * @param outputLimitBytes how much output is kept before the run is stopped
     */
    public record Cell(
            StepKey step, String cell, String code, TraceLevel level, Duration timeLimit, long outputLimitBytes) {}

    private record LiveRun(StoredRun run, Machine machine, RunLog log, Consumer<StoredRun> afterwards) {}

    /** Closes the runs that an earlier server left behind: their machines died with it. */
    public void closeAbandoned() {
        for (UUID run : store.unended()) {
            RunLog log = new RunLog(format);
            RunEvent gone = new RunEvent.Gone("the server ended while the cell was running", clock.instant());
            store.end(run, "machineGone", format.lines(log.finish(gone)), Optional.empty());
        }
    }

    /**
     * Runs a cell on that machine; returns once the run is recorded.
     *
     * @param afterwards what to do once the run's receipt is kept and before its readers hear of the end
     * @throws TooManyRunsException if too many of the learner's runs are under way
     */
    public StoredRun start(Machine machine, Cell cell, Consumer<StoredRun> afterwards) {
        long underWay = live.values().stream()
                .filter(other -> other.run().key().learner().equals(cell.step().learner()))
                .count();
        if (underWay >= MOST_AT_ONCE) {
            throw new TooManyRunsException();
        }
        UUID id = UUID.randomUUID();
        StoredRun run = store.begin(id, cell.step(), cell.cell(), cell.code(), cell.level());
        LiveRun started = new LiveRun(run, machine, new RunLog(format), afterwards);
        live.put(id, started);
        machine.gone().thenAccept(cause -> keep(() -> gone(id, cause)));
        try {
            machine.run(
                    new RunRequest(id, cell.code(), cell.level(), cell.timeLimit(), cell.outputLimitBytes()),
                    new Listener(started));
        } catch (MachineGoneException gone) {
            keep(() -> gone(id, String.valueOf(gone.getMessage())));
        }
        return run;
    }

    /** Interrupts a run as Ctrl+C would; does nothing if it is over. */
    public void interrupt(UUID run) {
        LiveRun running = live.get(run);
        if (running == null) {
            return;
        }
        try {
            running.machine().interrupt(run);
        } catch (MachineGoneException gone) {
            LOG.debug("run {} ended before it could be interrupted", run, gone);
        }
    }

    public Optional<StoredRun> find(UUID run) {
        return store.find(run);
    }

    /** Whether the run is under way or waits for the shell. */
    public boolean running(UUID run) {
        return live.containsKey(run);
    }

    /** What the run's readers are told. */
    public RunLog log(StoredRun run) {
        LiveRun running = live.get(run.id());
        if (running != null) {
            return running.log();
        }
        return RunLog.replay(format, store.events(run.id()).map(format::parse).orElse(List.of()));
    }

    public Optional<Receipt> receipt(UUID run) {
        return store.receipt(run);
    }

    /** What the run wrote, piece by piece, as far as it was kept. */
    public List<RunEvent.Output> outputs(StoredRun run) {
        return format.outputs(log(run).events());
    }

    /** What the run wrote to that stream, as far as it was kept. */
    public String output(StoredRun run, OutputStreamName stream) {
        return format.output(log(run).events(), stream);
    }

    private final class Listener implements RunListener {
        private final LiveRun run;

        Listener(LiveRun run) {
            this.run = run;
        }

        @Override
        public void started() {
            run.log().append(new RunEvent.Started(run.run().id(), run.run().number()));
        }

        @Override
        public void output(OutputStreamName stream, String text) {
            run.log().append(new RunEvent.Output(stream, text));
        }

        @Override
        public void progress(long workloadCalls, long engineCalls) {
            run.log().append(new RunEvent.Progress(workloadCalls, engineCalls));
        }

        @Override
        public void ended(Receipt receipt) {
            keep(() -> Runs.this.ended(run.run().id(), receipt));
        }
    }

    private void ended(UUID id, Receipt receipt) {
        LiveRun run = live.get(id);
        if (run == null) {
            return;
        }
        receipt.limits().forEach(limit -> run.log().append(new RunEvent.Limit(limit)));
        close(
                run,
                new RunEvent.Ended(RunSummary.of(run.run().number(), receipt)),
                EndingName.of(receipt.ending()),
                Optional.of(receipt));
    }

    /** The machine is gone. If it could still hand in a receipt, that came first, and this does nothing. */
    private void gone(UUID id, String cause) {
        LiveRun run = live.get(id);
        if (run != null) {
            close(run, new RunEvent.Gone(cause, clock.instant()), "machineGone", Optional.empty());
        }
    }

    private void close(LiveRun run, RunEvent last, String ending, Optional<Receipt> receipt) {
        UUID id = run.run().id();
        store.end(id, ending, format.lines(run.log().finish(last)), receipt);
        try {
            if (receipt.isPresent()) {
                run.afterwards().accept(run.run());
            }
        } catch (RuntimeException failure) {
            LOG.warn("what was to follow run {} failed", id, failure);
        } finally {
            run.log().publish();
            live.remove(id);
        }
    }

    private void keep(Runnable work) {
        keepers.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("the end of a run could not be kept", failure);
            }
        });
    }

    /** Waits until the ends of all runs that ended are kept. */
    @Override
    public void close() {
        keepers.shutdown();
        try {
            if (!keepers.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the ends of some runs could not be kept in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class EndingName {
        static String of(Ending ending) {
            if (ending instanceof Ending.Exited) {
                return "exited";
            }
            if (ending instanceof Ending.Interrupted) {
                return "interrupted";
            }
            if (ending instanceof Ending.Stopped) {
                return "stopped";
            }
            return "machineGone";
        }
    }
}

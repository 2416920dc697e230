package dev.sangja.server.notebook;

import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.OutputStreamName;
import java.time.Instant;
import java.util.UUID;

/** Something that happens during a run, as its readers are told of it. */
public sealed interface RunEvent {
    /** Its name on the wire. */
    String wireName();

    /**
     * The shell has taken the cell.
     *
     * @param number the number of the receipt that is being printed
     */
    record Started(UUID run, int number) implements RunEvent {
        @Override
        public String wireName() {
            return "started";
        }
    }

    /** A piece of output. */
    record Output(OutputStreamName stream, String text) implements RunEvent {
        @Override
        public String wireName() {
            return "output";
        }
    }

    /**
     * How many calls were recorded so far.
     *
     * @param workload calls observed of the learner's processes and containers
     * @param engine calls made by the engine
     */
    record Progress(long workload, long engine) implements RunEvent {
        @Override
        public String wireName() {
            return "progress";
        }
    }

    /** A limit acted. */
    record Limit(LimitEvent limit) implements RunEvent {
        @Override
        public String wireName() {
            return "limit";
        }
    }

    /** The run is over and its receipt is kept. */
    record Ended(RunSummary summary) implements RunEvent {
        @Override
        public String wireName() {
            return "ended";
        }
    }

    /** The machine ended under the run, so there is no receipt. */
    record Gone(String cause, Instant at) implements RunEvent {
        @Override
        public String wireName() {
            return "gone";
        }
    }
}

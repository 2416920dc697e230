package dev.sangja.server.notebook;

import dev.sangja.runtime.receipt.OutputStreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run's readers are told, in order, from its first event to its last. Safe for use by several threads.
 *
 * <p>Readers keep their own place and read at their own pace, so a slow one costs no memory and holds up nobody. Output
 * that nobody has read yet grows the last event instead of adding one, so their number is bounded by how often readers
 * read, and their size by the run's output limit.
 */
public final class RunLog {
    /** So that one event stays a handy piece for a browser. */
    private static final int LONGEST_TEXT = 64 * 1024;

    private final EventFormat format;
    private final List<WireEvent> sealed = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<OutputStreamName> stream = Optional.empty();
    private Optional<RunEvent.Progress> progress = Optional.empty();
    private Optional<WireEvent> last = Optional.empty();
    private boolean complete;

    RunLog(EventFormat format) {
        this.format = format;
    }

    /** The log of a run that is over. */
    static RunLog replay(EventFormat format, List<WireEvent> events) {
        RunLog log = new RunLog(format);
        log.sealed.addAll(events);
        log.complete = true;
        return log;
    }

    /** Adds an event. Once the log is finished nothing is added. */
    synchronized void append(RunEvent event) {
        if (complete || last.isPresent()) {
            return;
        }
        if (event instanceof RunEvent.Output output) {
            appendOutput(output);
        } else if (event instanceof RunEvent.Progress latest) {
            progress = Optional.of(latest);
        } else {
            seal();
            sealed.add(format.wire(sealed.size() + 1L, event));
        }
        notifyAll();
    }

    /**
     * Finishes the log with that event, and answers the whole of it. Readers hear of the event only when it is
     * {@linkplain #publish() published}: when the log is kept.
     */
    synchronized List<WireEvent> finish(RunEvent event) {
        seal();
        WireEvent end = format.wire(sealed.size() + 1L, event);
        last = Optional.of(end);
        List<WireEvent> whole = new ArrayList<>(sealed);
        whole.add(end);
        return List.copyOf(whole);
    }

    /** Tells the readers of the last event. */
    synchronized void publish() {
        last.ifPresent(sealed::add);
        complete = true;
        notifyAll();
    }

    private void appendOutput(RunEvent.Output output) {
        boolean other = stream.isPresent() && stream.get() != output.stream();
        if (other || text.length() + output.text().length() > LONGEST_TEXT) {
            sealText();
        }
        stream = Optional.of(output.stream());
        text.append(output.text());
    }

    /** Whether nothing will be added. */
    public synchronized boolean complete() {
        return complete;
    }

    /** Everything so far. */
    public synchronized List<WireEvent> events() {
        seal();
        return List.copyOf(sealed);
    }

    /**
     * The events after that one; waits until there are some, the log is complete or the time is over.
     *
     * @param id the last event that the reader has, 0 for none
     */
    public synchronized List<WireEvent> await(long id, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (true) {
            seal();
            if (id < sealed.size()) {
                return List.copyOf(sealed.subList((int) Math.max(0, id), sealed.size()));
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (complete || left <= 0) {
                return List.of();
            }
            wait(left);
        }
    }

    private void seal() {
        sealText();
        progress.ifPresent(latest -> sealed.add(format.wire(sealed.size() + 1L, latest)));
        progress = Optional.empty();
    }

    private void sealText() {
        stream.ifPresent(
                name -> sealed.add(format.wire(sealed.size() + 1L, new RunEvent.Output(name, text.toString()))));
        stream = Optional.empty();
        text.setLength(0);
    }
}

package dev.sangja.runtime.event;

import dev.sangja.runtime.container.Cancellation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The last events of one engine. It is lost with the engine, as Docker's is. Safe for use by several threads; who reads
 * slowly holds up nobody and may miss what is forgotten meanwhile.
 */
public final class EventLog {
    private static final int MOST = 1024;

    private final Clock clock;
    private final Deque<Event> kept = new ArrayDeque<>();
    private long forgotten;

    public EventLog(Clock clock) {
        this.clock = clock;
    }

    /** Keeps one, and wakes whoever waits for more. */
    public void add(Event.Kind kind, String action, String actor, Map<String, String> attributes) {
        synchronized (kept) {
            if (kept.size() == MOST) {
                kept.removeFirst();
                forgotten++;
            }
            kept.addLast(new Event(clock.instant(), kind, action, actor, attributes));
            kept.notifyAll();
        }
    }

    /**
     * Which events are wanted.
     *
     * @param since those from then on; only those to come if empty
     * @param until ends with those before then; goes on until cancelled if empty
     */
    public record Request(Optional<Instant> since, Optional<Instant> until, Predicate<Event> condition) {}

    /** Hands over events, oldest first, as they come. */
    public void read(Request request, Consumer<Event> sink, Cancellation cancellation) {
        Cancellation.Registration registration = cancellation.onCancel(this::wake);
        try {
            long next = request.since().isPresent() ? 0 : end();
            while (true) {
                cancellation.check();
                List<Event> due = new ArrayList<>();
                next = after(next, request.until(), due);
                for (Event event : due) {
                    boolean late = request.until().map(event.at()::isAfter).orElse(false);
                    boolean early = request.since().map(event.at()::isBefore).orElse(false);
                    if (!late && !early && request.condition().test(event)) {
                        sink.accept(event);
                    }
                }
                if (due.isEmpty() && isOver(request.until())) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            registration.close();
        }
    }

    private boolean isOver(Optional<Instant> until) {
        return until.map(end -> !clock.instant().isBefore(end)).orElse(false);
    }

    private long end() {
        synchronized (kept) {
            return forgotten + kept.size();
        }
    }

    /** Takes what came from that number on, waiting a while if there is nothing; returns the number after it. */
    private long after(long number, Optional<Instant> until, List<Event> due) throws InterruptedException {
        synchronized (kept) {
            if (number >= forgotten + kept.size() && !isOver(until)) {
                long millis = until.map(end -> end.toEpochMilli() - clock.millis() + 1)
                        .orElse(60_000L);
                kept.wait(Math.max(1, Math.min(millis, 60_000L)));
            }
            long from = Math.max(number, forgotten);
            kept.stream().skip(from - forgotten).forEach(due::add);
            return forgotten + kept.size();
        }
    }

    private void wake() {
        synchronized (kept) {
            kept.notifyAll();
        }
    }
}

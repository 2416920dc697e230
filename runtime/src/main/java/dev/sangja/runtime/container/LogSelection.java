package dev.sangja.runtime.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Picks the lines that a request wants: the last ones among what is there, and then whatever follows. */
final class LogSelection {
    private final LogRequest request;
    private final Consumer<LogLine> sink;
    private final Deque<LogLine> held = new ArrayDeque<>();
    private boolean holding;
    private int ends;

    LogSelection(LogRequest request, Consumer<LogLine> sink) {
        this.request = request;
        this.sink = sink;
        this.holding = request.tail().isPresent();
    }

    void offer(LogLine line) {
        boolean early = request.since().isPresent()
                && line.at().isBefore(request.since().get());
        boolean late = request.until().isPresent()
                && !line.at().isBefore(request.until().get());
        if (early || late) {
            return;
        }
        if (!holding) {
            sink.accept(line);
            return;
        }
        held.add(line);
        ends += endsLine(line) ? 1 : 0;
        // The newest piece counts as a line even while it has no end.
        while (!held.isEmpty()
                && ends + (endsLine(line) ? 0 : 1) > request.tail().orElse(0)) {
            ends -= endsLine(held.remove()) ? 1 : 0;
        }
    }

    /** All that was there has been offered. */
    void caughtUp() {
        holding = false;
        held.forEach(sink);
        held.clear();
    }

    private static boolean endsLine(LogLine line) {
        byte[] bytes = line.bytes();
        return bytes[bytes.length - 1] == '\n';
    }
}

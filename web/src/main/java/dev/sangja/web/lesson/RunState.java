package dev.sangja.web.lesson;

import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The state of a cell in a word. A command that failed is no failure of the cell: failing can be the point.
 *
 * @param state the drawing and the colour
 * @param word what stands beside it
 * @param spoken what a screen reader announces when the run has ended
 */
record RunState(State state, String word, String spoken) {
    /** The state of a cell whose last run that is; {@code stale} if an earlier cell ran after it. */
    static RunState of(Optional<RunView> run, boolean stale, String cell, Words words) {
        if (run.isEmpty()) {
            return new RunState(State.IDLE, words.say("cell.idle"), "");
        }
        RunView last = run.get();
        if (last.endedAt().isEmpty()) {
            return new RunState(State.RUNNING, words.say("cell.running"), "");
        }
        String time = words.time(last.endedAt().orElse(last.askedAt()));
        if (last.receipt().isEmpty()) {
            return new RunState(State.GONE, words.say("cell.gone", "time", time), words.say("cell.gone", "time", time));
        }
        if (last.lostMachine()) {
            return new RunState(State.STALE, words.say("cell.lost", "time", time), "");
        }
        if (stale) {
            return new RunState(State.STALE, words.say("cell.stale"), "");
        }
        return ended(last.receipt().get(), time, cell, words);
    }

    private static RunState ended(Receipt receipt, String time, String cell, Words words) {
        String took = Figures.duration(receipt.cost().wallNanos());
        long changes = receipt.layers().stream()
                .mapToLong(layer -> layer.changes().size() + layer.cut())
                .sum();
        if (!receipt.limits().isEmpty()) {
            String sources =
                    receipt.limits().stream().map(LimitEvent::source).distinct().collect(Collectors.joining(", "));
            String word = words.say("cell.limit", "source", sources, "time", time);
            return new RunState(State.LIMIT, word, cell + " " + word);
        }
        if (receipt.ending() instanceof Ending.Exited exited) {
            String left = changes == 0 ? words.say("cell.unchanged") : Long.toString(changes);
            String said = words.say("cell.spoken", "cell", cell, "code", exited.code(), "took", took, "changes", left);
            return exited.code() == 0
                    ? new RunState(State.PASSED, words.say("cell.ended", "time", time), said)
                    : new RunState(State.IDLE, words.say("cell.code", "code", exited.code(), "time", time), said);
        }
        String key = receipt.ending() instanceof Ending.MachineGone ? "cell.gone" : "cell.stopped";
        String word = words.say(key, "time", time);
        State state = receipt.ending() instanceof Ending.MachineGone ? State.GONE : State.IDLE;
        return new RunState(state, word, cell + " " + word);
    }

    /** Whether an earlier cell of the step was run after that one. */
    static boolean stale(Optional<RunView> run, Instant latestBefore) {
        return run.map(last -> last.askedAt().isBefore(latestBefore)).orElse(false);
    }
}

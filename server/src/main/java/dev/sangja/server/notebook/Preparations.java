package dev.sangja.server.notebook;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.probe.ProbeResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which steps' start states were built on which machine, and where the machine's own journal then stood. Safe for use
 * by several threads.
 *
 * <p>It may forget everything with the server: machines end with it.
 */
final class Preparations {
    private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

    /** By machine; each map is also the lock under which its machine is prepared. */
    private final Map<UUID, Map<String, Long>> machines = new ConcurrentHashMap<>();

    /**
     * Builds the step's start state on that machine, if it was not yet.
     *
     * @return the sequence number of the last call that the machine had recorded outside of runs when that was done
     */
    long ensure(Machine machine, LessonStep place) {
        Map<String, Long> steps = ofMachine(machine);
        synchronized (steps) {
            Long known = steps.get(name(place));
            return known == null ? prepare(machine, place, steps) : known;
        }
    }

    /** Takes back what the step's cells did on that machine, and builds its start state again. */
    void again(Machine machine, LessonStep place) {
        Map<String, Long> steps = ofMachine(machine);
        synchronized (steps) {
            if (!place.step().undo().isBlank()) {
                // It may fail where there is nothing to take back.
                ProbeResult undone = machine.prepare(place.step().undo());
                LOG.debug("undo of {}: exit {}: {}", name(place), undone.exitCode(), undone.output());
            }
            prepare(machine, place, steps);
        }
    }

    private Map<String, Long> ofMachine(Machine machine) {
        return machines.computeIfAbsent(machine.id(), id -> {
            machine.gone().thenAccept(cause -> machines.remove(id));
            return new HashMap<>();
        });
    }

    private static long prepare(Machine machine, LessonStep place, Map<String, Long> steps) {
        String script = place.step().startState();
        if (!script.isBlank()) {
            ProbeResult result = machine.prepare(script);
            if (result.exitCode() != 0) {
                throw new IllegalStateException("the start state of " + name(place) + " could not be built: exit "
                        + result.exitCode() + ": " + result.output());
            }
        }
        List<JournalEntry> before = machine.journalSince(0);
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).sequence() + 1;
        steps.put(name(place), last);
        return last;
    }

    private static String name(LessonStep place) {
        return place.lesson().slug() + "/" + place.step().id();
    }
}

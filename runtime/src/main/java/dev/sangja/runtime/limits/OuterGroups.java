package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The control groups of one machine, as the server makes them.
 *
 * <pre>
 * sangja/
 *   «machine's id»/   the server's: bounds all of the machine, out of its sight and reach
 *     machine/        the root of the machine's control group namespace; holds no process itself
 *       engine/       the engine, which the learner's limits leave alone
 *       lab/          the learner's: holds the limits; whoever is root in the machine may make groups below it
 * </pre>
 *
 * <p>Immutable; safe for use by several threads. Whoever makes it removes it.
 */
public final class OuterGroups {
    static final String ENGINE = "engine";
    static final String LAB = "lab";

    /** What the engine itself needs beside what the learner may use: a heap of 96 MiB, code, stacks. */
    private static final long ENGINE_BYTES = 224L << 20;

    private static final long ENGINE_TASKS = 96;
    private static final long ENGINE_NANO_CPUS = 1_000_000_000L;
    private static final String SEEN_BY_THE_MACHINE = "machine";

    /** Writes its own number into each file up to {@code --}, then becomes the command after it. */
    private static final String JOIN_AND_EXEC =
            "while [ \"$1\" != -- ]; do echo $$ >\"$1\" || exit 125; shift; done; shift; exec \"$@\"";

    private final ControlGroup outer;
    private final ControlGroup machine;
    private final LimitSpec limits;

    private OuterGroups(ControlGroup outer, LimitSpec limits) {
        this.outer = outer;
        this.machine = outer.child(SEEN_BY_THE_MACHINE);
        this.limits = limits;
    }

    /**
     * Makes the groups of a machine, for a process to join by {@link #prefix}.
     *
     * @param machines where the groups of all machines are; see {@link LimitLadder#machines}
     * @param limits what the learner's side may use
     */
    public static OuterGroups create(ControlGroup machines, UUID id, LimitSpec limits) {
        OuterGroups groups = new OuterGroups(machines.child(id.toString()), limits);
        groups.machine.create();
        groups.outer.apply(groups.withEngine());
        return groups;
    }

    private LimitSpec withEngine() {
        return new LimitSpec(
                more(limits.memoryBytes(), ENGINE_BYTES),
                more(limits.nanoCpus(), ENGINE_NANO_CPUS),
                OptionalLong.empty(),
                Optional.empty(),
                more(limits.pids(), ENGINE_TASKS));
    }

    private static OptionalLong more(OptionalLong limit, long headroom) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsLong() + headroom) : limit;
    }

    /**
     * What to put before a command so that it is in the machine's group before it does anything: then a control group
     * namespace that it makes has this group for its root.
     */
    public List<String> prefix() {
        List<String> prefix = new ArrayList<>(List.of("/bin/sh", "-c", JOIN_AND_EXEC, "join"));
        machine.memberFiles().forEach(file -> prefix.add(file.toString()));
        prefix.add("--");
        return prefix;
    }

    /**
     * Once the machine has its namespaces: moves what is there to the engine's group, and makes the learner's.
     *
     * @param user the machine's root, as this process counts users
     * @param group likewise
     * @return what was asked for and cannot be limited here
     */
    public Set<LimitedResource> settle(int user, int group) {
        machine.vacateInto(ENGINE);
        ControlGroup lab = machine.child(LAB);
        lab.create();
        Set<LimitedResource> missing = lab.apply(limits);
        machine.letMove(user, group);
        machine.child(ENGINE).letMove(user, group);
        lab.giveTo(user, group);
        return missing;
    }

    /** Kills everything in the machine; tells whether all of it is gone. */
    public boolean kill() {
        return outer.kill();
    }

    /** Takes the groups away, once nobody lives in them. */
    public void remove() {
        outer.remove();
    }

    /**
     * Removes machines' groups that nobody has lived in and nobody has changed for that long: what a server left that
     * was killed.
     */
    public static void sweep(ControlGroup machines, Duration unused) {
        Instant oldest = Instant.now().minus(unused);
        for (ControlGroup child : machines.children()) {
            if (lastChange(child).isBefore(oldest) && child.everybody().isEmpty()) {
                child.remove();
            }
        }
    }

    private static Instant lastChange(ControlGroup group) {
        Instant latest = Instant.EPOCH;
        for (Path directory : group.directories()) {
            try {
                Instant changed = Files.getLastModifiedTime(directory).toInstant();
                latest = changed.isAfter(latest) ? changed : latest;
            } catch (NoSuchFileException e) {
                // Removed in this hierarchy already: a sweep that was cut short. The others tell.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return latest;
    }
}

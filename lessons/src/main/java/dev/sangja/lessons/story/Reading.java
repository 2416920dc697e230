package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.receipt.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a journal from its start and follows who bears whom, which program a process runs, which files it holds and in
 * which PID namespace it counts. Used once, by one thread.
 */
final class Reading {
    /** How far ahead a child whose number is unknown is looked for. */
    private static final int LOOK_AHEAD = 200;

    private final Receipt receipt;
    private final List<JournalEntry> entries;
    private final Map<Integer, Actor> actors = new HashMap<>();

    /** Processes that were there before, or whose birth has been read: they are nobody else's child. */
    private final Set<Integer> accountedFor = new HashSet<>();

    /** By number 1 of a PID namespace, the process that unshared it. */
    private final Map<Integer, Actor> firstChildren = new HashMap<>();

    private int scene;

    private Reading(Receipt receipt) {
        this.receipt = receipt;
        this.entries = receipt.journal().entries();
        receipt.before().processes().forEach(process -> accountedFor.add(process.pid()));
        accountedFor.add(receipt.before().shellPid());
    }

    static List<Deed> of(Receipt receipt) {
        Reading reading = new Reading(receipt);
        List<Deed> deeds = new ArrayList<>();
        for (int index = 0; index < reading.entries.size(); index++) {
            deeds.add(reading.read(index));
        }
        return deeds;
    }

    private Deed read(int index) {
        JournalEntry entry = entries.get(index);
        Actor actor = entry.origin() == Origin.ENGINE
                ? new Actor(entry.pid(), -1 - scene, "")
                : actors.computeIfAbsent(entry.pid(), pid -> known(pid, entry));
        if (startsDocker(entry)) {
            scene++;
        }
        Deed deed = new Deed(
                entry,
                new Deed.Setting(
                        actor.job,
                        scene,
                        actor.program,
                        actor.argv,
                        actor.nested,
                        actor.dockerClient,
                        actor.fileOf(entry.call().name(), Arguments.of(entry.call()))),
                Birth.NONE);
        if (deed.isFork()) {
            return new Deed(entry, deed.setting(), birth(deed, actor, index));
        }
        if (deed.succeeded()) {
            actor.apply(deed);
        }
        if (deed.isExit()) {
            Optional.ofNullable(firstChildren.get(deed.pid())).ifPresent(parent -> parent.childEnded(deed.pid()));
        }
        return deed;
    }

    private static boolean startsDocker(JournalEntry entry) {
        Deed deed = new Deed(entry, Deed.Setting.UNKNOWN, Birth.NONE);
        return entry.origin() == Origin.LEARNER
                && deed.isExec()
                && deed.succeeded()
                && deed.programNamed().equals("docker");
    }

    /** A process whose birth this journal does not hold. */
    private Actor known(int pid, JournalEntry entry) {
        Actor actor = new Actor(pid, jobOf(pid), entry.command());
        actor.nested = !entry.container().isEmpty()
                || receipt.before().processes().stream()
                        .anyMatch(process ->
                                process.pid() == pid && process.namespacePids().size() > 1);
        accountedFor.add(pid);
        return actor;
    }

    /** The ancestor that is a child of the shell, or the process itself. */
    private int jobOf(int pid) {
        MachineView before = receipt.before();
        Map<Integer, Integer> parents = new HashMap<>();
        for (ProcessView process : before.processes()) {
            parents.put(process.pid(), process.parent());
        }
        int job = pid;
        // Bounded by the number of processes: a view that is no tree must not hold us for ever.
        for (int step = 0; step < parents.size(); step++) {
            int parent = parents.getOrDefault(job, 0);
            if (parent <= 1 || parent == before.shellPid()) {
                return job;
            }
            job = parent;
        }
        return job;
    }

    private Birth birth(Deed fork, Actor parent, int index) {
        List<String> flags = fork.arguments().allFlags();
        if (!fork.succeeded()) {
            boolean dead = parent.firstChildEnded && fork.failedWith("ENOMEM");
            return dead ? Birth.refusedFor(parent.firstChild) : Birth.NONE;
        }
        if (flags.contains("CLONE_THREAD")) {
            return Birth.NONE;
        }
        OptionalInt born =
                parent.nested ? nestedChild(parent, fork.result(), index) : OptionalInt.of((int) fork.result());
        boolean ownNumbers = flags.contains("CLONE_NEWPID");
        boolean first = ownNumbers || (parent.unsharedNumbers && parent.firstChild.isEmpty());
        if (born.isPresent()) {
            int pid = born.getAsInt();
            boolean shells = parent.pid == receipt.before().shellPid();
            Actor child = parent.child(pid, shells ? pid : parent.job);
            child.nested |= ownNumbers;
            actors.put(pid, child);
            accountedFor.add(pid);
            if (first && !ownNumbers) {
                parent.firstChild = born;
                firstChildren.put(pid, parent);
            }
        }
        return new Birth(born, first, parent.unsharedClock, OptionalInt.empty());
    }

    /**
     * fork(2) answers in its caller's own numbers; the machine's number of the child has to be found elsewhere: in the
     * view of the machine afterwards, or else as the next process that nobody else has borne. A child's calls follow
     * its birth, so whoever shows up before another birth is this one's child.
     */
    private OptionalInt nestedChild(Actor parent, long inside, int index) {
        for (ProcessView process : receipt.after().processes()) {
            List<Integer> numbers = process.namespacePids();
            if (process.parent() == parent.pid
                    && !accountedFor.contains(process.pid())
                    && !numbers.isEmpty()
                    && numbers.get(numbers.size() - 1) == inside) {
                return OptionalInt.of(process.pid());
            }
        }
        Set<Integer> others = new HashSet<>();
        int end = Math.min(entries.size(), index + 1 + LOOK_AHEAD);
        for (JournalEntry entry : entries.subList(index + 1, end)) {
            Deed later = new Deed(entry, Deed.Setting.UNKNOWN, Birth.NONE);
            if (later.isFork() && later.succeeded()) {
                others.add((int) later.result());
            }
            if (!later.byEngine() && !accountedFor.contains(entry.pid()) && !others.contains(entry.pid())) {
                return OptionalInt.of(entry.pid());
            }
        }
        return OptionalInt.empty();
    }
}

package dev.sangja.lessons.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What descends from one command of the shell, or one docker command's work of the engine, told by phases. Deeds are
 * added in the order of the journal.
 *
 * <p>How a process came to be and which program it became belongs to the first thing that it then did; a process that
 * did nothing else belongs to whoever bore it.
 */
final class Job {
    private final List<Draft> drafts = new ArrayList<>();

    /** For each process, how many deeds that are told by kind it has still to come. */
    private final Map<Integer, Integer> toCome;

    /** Births and changes of program that wait for their process's first deed. */
    private final Map<Integer, List<Deed>> waiting = new HashMap<>();

    private final Set<Integer> begun = new HashSet<>();
    private final Paths paths;

    Job(Map<Integer, Integer> toCome, Paths paths) {
        this.toCome = toCome;
        this.paths = paths;
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** Tells what still waits for a deed that never came. */
    void finish() {
        waiting.values()
                .forEach(deeds ->
                        deeds.forEach(deed -> current(PhaseKind.BECOMING, deed).add(deed)));
        waiting.clear();
    }

    void told(Deed deed, PhaseKind sorted) {
        PhaseKind kind = paths.kindOf(deed, sorted);
        Draft draft = current(kind, deed);
        List<Deed> before = waiting.remove(deed.pid());
        if (before != null) {
            draft.addAll(before);
        }
        draft.add(deed);
        begun.add(deed.pid());
    }

    /** A birth, a change of program or an end. */
    void lived(Deed deed) {
        int pid = deed.isFork() ? deed.birth().pid().orElse(deed.pid()) : deed.pid();
        if (deed.isExit()) {
            end(deed);
        } else if (!begun.contains(pid) && toCome.getOrDefault(pid, 0) > 0) {
            waiting.computeIfAbsent(pid, ignored -> new ArrayList<>()).add(deed);
        } else {
            current(PhaseKind.BECOMING, deed).add(deed);
        }
    }

    /** An end belongs to the last thing that its process did. */
    private void end(Deed deed) {
        for (int index = drafts.size() - 1; index >= 0; index--) {
            if (drafts.get(index).holds(deed.pid())) {
                drafts.get(index).add(deed);
                return;
            }
        }
        current(PhaseKind.BECOMING, deed).add(deed);
    }

    private Draft current(PhaseKind kind, Deed deed) {
        if (!drafts.isEmpty()) {
            Draft last = last();
            if (last.kind() == kind) {
                return last;
            }
            // A /proc of one's own begins with keeping it to oneself.
            if (last.kind() == PhaseKind.PRIVATE_MOUNTS && kind == PhaseKind.OWN_PROC && last.holds(deed.pid())) {
                last.becomes(kind);
                return last;
            }
            if (changesWhoItIs(last.kind()) && changesWhoItIs(kind) && last.holds(deed.pid())) {
                boolean gives = givesUp(deed) || last.deeds().stream().anyMatch(Job::givesUp);
                last.becomes(gives ? PhaseKind.GIVING_UP : PhaseKind.IDENTITY);
                return last;
            }
        }
        Draft draft = new Draft(kind);
        drafts.add(draft);
        return draft;
    }

    private static boolean changesWhoItIs(PhaseKind kind) {
        return kind == PhaseKind.IDENTITY || kind == PhaseKind.GIVING_UP;
    }

    /** Capabilities are set on the way from one user to another too; only these calls give something up for good. */
    private static boolean givesUp(Deed deed) {
        return deed.name().equals("seccomp") || deed.name().equals("prctl");
    }

    private Draft last() {
        return drafts.get(drafts.size() - 1);
    }
}

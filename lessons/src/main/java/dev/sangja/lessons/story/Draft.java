package dev.sangja.lessons.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A phase in the making: what it is about, and its deeds. */
final class Draft {
    private PhaseKind kind;
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<Integer> pids = new HashSet<>();

    Draft(PhaseKind kind) {
        this.kind = kind;
    }

    PhaseKind kind() {
        return kind;
    }

    void becomes(PhaseKind other) {
        kind = other;
    }

    void add(Deed deed) {
        deeds.add(deed);
        pids.add(deed.pid());
    }

    void addAll(List<Deed> more) {
        more.forEach(this::add);
    }

    /** In the order of the journal. */
    List<Deed> deeds() {
        return deeds.stream()
                .sorted(Comparator.comparingLong(deed -> deed.entry().sequence()))
                .toList();
    }

    boolean holds(int pid) {
        return pids.contains(pid);
    }

    boolean byEngine() {
        return deeds.get(0).byEngine();
    }

    boolean sameTeller(Draft other) {
        return deeds.get(0).entry().origin() == other.deeds.get(0).entry().origin();
    }
}

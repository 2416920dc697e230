package dev.sangja.runtime.history;

import dev.sangja.runtime.history.HistoryState.Cause;
import dev.sangja.runtime.history.HistoryState.Kind;
import dev.sangja.runtime.history.HistoryState.Roots;
import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.LayerSnapshot;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The past of a machine's files: a state after each run of a cell, and one wherever something changed between runs. The
 * states form a tree, since one can return to a state and go on from there.
 *
 * <p>Safe for use by several threads. Nothing may run in the machine's shell while a state is returned to. The
 * directory is the history's alone; killed at any moment, what was kept before can be read.
 */
public final class History {
    private static final int MOST_TOLD = 100;

    private final HistoryLimits limits;
    private final StateLog log;
    private final Pruning pruning;
    private final ObjectStore objects;
    private final KeptPlace workbench;
    private final KeptPlace lab;

    private History(
            HistoryLimits limits, StateLog log, ObjectStore objects, TreeStore trees, KeptPlace workbench, KeptPlace lab) {
        this.limits = limits;
        this.log = log;
        this.objects = objects;
        this.workbench = workbench;
        this.lab = lab;
        this.pruning = new Pruning(limits, log, objects, trees);
    }

    /** The two places that have a past. */
    public record Trees(TrackedTree workbench, TrackedTree lab) {}

    /** What both places were seen to hold at one moment. */
    public record Scans(LayerSnapshot workbench, LayerSnapshot lab) {}

    /** Opens the history in that directory; it begins with nothing. */
    public static History open(Linux linux, Path directory, Trees places, HistoryLimits limits) throws IOException {
        ObjectStore objects = ObjectStore.open(directory.resolve("objects"));
        TreeStore trees = new TreeStore(objects);
        KeptPlace workbench = new KeptPlace(linux, places.workbench(), objects, trees);
        KeptPlace lab = new KeptPlace(linux, places.lab(), objects, trees);
        workbench.clean();
        lab.clean();
        StateLog log = StateLog.open(directory.resolve("states"));
        return new History(limits, log, objects, trees, workbench, lab);
    }

    /** Takes the first state, or finds out what changed since an earlier engine looked last. */
    public synchronized void start(Scans now) throws IOException {
        if (log.head().isEmpty()) {
            capture(Cause.of(log.states().isEmpty() ? Kind.START : Kind.BETWEEN), now);
            return;
        }
        StateLog.Head head = log.head().get();
        workbench.remember(head.roots().workbench(), head.at());
        lab.remember(head.roots().lab(), head.at());
        if (isTooLarge(now)) {
            capture(Cause.of(Kind.BETWEEN), now);
            return;
        }
        Budget budget = pruning.budget();
        workbench.capture(now.workbench(), budget, false);
        lab.capture(now.lab(), budget, false);
        Roots roots = roots(now);
        Optional<HistoryState> unnoticed = log.states().stream()
                .filter(state -> state.number() > head.state() && state.roots().equals(roots))
                .findFirst();
        if (unnoticed.isPresent()) {
            // The state was written, and the process killed before it could note that it is there.
            log.moveHead(new StateLog.Head(unnoticed.get().number(), roots, Instant.now(), false));
        } else if (changes(head.roots(), roots) > 0 || head.returning()) {
            record(Cause.of(head.returning() ? Kind.UNFINISHED : Kind.BETWEEN), roots, budget);
        } else {
            log.moveHead(new StateLog.Head(head.state(), roots, Instant.now(), false));
        }
    }

    /** A run is about to begin, or it is time to look: what changed since the last state becomes one. */
    public synchronized void notice(Scans now) throws IOException {
        if (workbench.mayDiffer(now.workbench()) || lab.mayDiffer(now.lab())) {
            capture(Cause.of(Kind.BETWEEN), now);
        }
    }

    /** A run has ended. */
    public synchronized void keep(UUID run, Scans now) throws IOException {
        capture(new Cause(Kind.RUN, Optional.of(run)), now);
    }

    /** Whether something changed so shortly before it was read that it should be noticed again in a moment. */
    public synchronized boolean isYoung() {
        return workbench.isYoung() || lab.isYoung();
    }

    /** What there is to return to. */
    public synchronized HistoryView view() {
        int head = log.head().map(StateLog.Head::state).orElse(0);
        return new HistoryView(head, List.copyOf(log.states()), objects.bytes(), limits);
    }

    private void capture(Cause cause, Scans now) throws IOException {
        boolean between = cause.kind() == Kind.BETWEEN;
        if (isTooLarge(now)) {
            if (!between || head().map(HistoryState::isKept).orElse(true)) {
                recordUnkept(cause, now);
            }
            return;
        }
        Budget budget = pruning.budget();
        Roots before = liveRoots(now);
        workbench.capture(now.workbench(), budget, false);
        lab.capture(now.lab(), budget, false);
        Roots roots = roots(now);
        if (between && log.head().isPresent() && changes(before, roots) == 0) {
            if (!before.equals(roots)) {
                log.moveHead(new StateLog.Head(log.head().get().state(), roots, Instant.now(), false));
            }
            return;
        }
        record(cause, roots, budget);
    }

    private boolean isTooLarge(Scans now) {
        return tooMany(workbench, now.workbench()).isPresent()
                || tooMany(lab, now.lab()).isPresent();
    }

    private Optional<NotKept> tooMany(KeptPlace place, LayerSnapshot scan) {
        long files = (long) scan.size() + scan.cut();
        return files > limits.files() || scan.cut() > 0
                ? Optional.of(new NotKept(place.name(), "", NotKept.Reason.TOO_MANY_FILES, files, limits.files()))
                : Optional.empty();
    }

    private void recordUnkept(Cause cause, Scans now) throws IOException {
        List<NotKept> reasons = new ArrayList<>();
        tooMany(workbench, now.workbench()).ifPresent(reasons::add);
        tooMany(lab, now.lab()).ifPresent(reasons::add);
        pruning.budget();
        Optional<StateLog.Head> head = log.head();
        Roots roots = liveRoots(now);
        HistoryState state = new HistoryState(
                log.nextNumber(), head.map(StateLog.Head::state), cause, Instant.now(), roots, 0, 0, reasons);
        log.add(state);
        log.moveHead(new StateLog.Head(
                state.number(), roots, head.map(StateLog.Head::at).orElse(Instant.EPOCH), false));
    }

    private void record(Cause cause, Roots roots, Budget budget) throws IOException {
        Optional<StateLog.Head> head = log.head();
        int changed = head.isPresent() ? changes(head.get().roots(), roots) : 0;
        HistoryState state = new HistoryState(
                log.nextNumber(),
                head.map(StateLog.Head::state),
                cause,
                Instant.now(),
                roots,
                changed,
                budget.used(),
                budget.left());
        log.add(state);
        log.moveHead(new StateLog.Head(state.number(), roots, Instant.now(), false));
    }

    private Optional<HistoryState> head() {
        return log.head().flatMap(head -> log.find(head.state()));
    }

    /** What the places were when they were last captured. */
    private Roots liveRoots(Scans now) {
        return log.head().map(StateLog.Head::roots).orElseGet(() -> roots(now));
    }

    private Roots roots(Scans now) {
        return new Roots(
                workbench.root(), lab.root(), now.workbench().bytes(), now.lab().bytes());
    }

    private int changes(Roots before, Roots after) throws IOException {
        int count = workbench.differences(before.workbench(), after.workbench()).size()
                + lab.differences(before.lab(), after.lab()).size();
        return Math.min(count, StateComparison.MOST_CHANGES);
    }

    /**
     * Makes both places show what that state shows, and looks whether they do. What lies in them now is kept first.
     *
     * @param look scans both places
     * @param held what must not be touched
     * @throws HistoryException if there is no such state, it was not kept, or what is there now cannot be kept
     */
    public synchronized ReturnReport goBack(int number, Supplier<Scans> look, Supplier<List<HeldPath>> held)
            throws IOException {
        HistoryState target = known(number);
        Scans now = look.get();
        if (isTooLarge(now)) {
            throw new HistoryException(
                    HistoryException.Reason.TOO_MANY_FILES, "there are more files now than are kept");
        }
        notice(now);
        StateLog.Head left = log.head().orElseThrow();
        log.moveHead(new StateLog.Head(left.state(), left.roots(), left.at(), true));
        List<HeldPath> untouchable = held.get();
        List<PathDifference> ofBench = workbench.differences(workbench.root(), target.roots().workbench());
        List<PathDifference> ofLab = lab.differences(lab.root(), target.roots().lab());
        Map<String, Unrestored> benchFailures =
                workbench.restore(ofBench, target.roots().workbench(), untouchable);
        Map<String, Unrestored> labFailures = lab.restore(ofLab, target.roots().lab(), untouchable);
        Scans then = look.get();
        Budget budget = pruning.budget();
        workbench.capture(then.workbench(), budget, true);
        lab.capture(then.lab(), budget, true);
        List<Unrestored> unrestored = new ArrayList<>();
        unrestored.addAll(remaining(workbench, target.roots().workbench(), benchFailures));
        unrestored.addAll(remaining(lab, target.roots().lab(), labFailures));
        log.moveHead(new StateLog.Head(number, roots(then), Instant.now(), !unrestored.isEmpty()));
        if (!unrestored.isEmpty()) {
            record(Cause.of(Kind.UNFINISHED), roots(then), budget);
        }
        int told = Math.min(MOST_TOLD, unrestored.size());
        return new ReturnReport(
                number,
                log.head().orElseThrow().state(),
                left.state(),
                Math.max(0, ofBench.size() + ofLab.size() - unrestored.size()),
                unrestored.subList(0, told),
                unrestored.size() - told);
    }

    private static List<Unrestored> remaining(
            KeptPlace place, Digest target, Map<String, Unrestored> failures)
            throws IOException {
        return place.differences(place.root(), target).stream()
                .map(difference -> Optional.ofNullable(failures.get(difference.path()))
                        .orElseGet(() -> new Unrestored(
                                place.name(),
                                FileName.shown(difference.path()),
                                Unrestored.Reason.CHANGED_MEANWHILE,
                                "")))
                .toList();
    }

    /** How two states differ, place by place; the second is the later side, whichever came first. */
    public synchronized List<LayerDiff> compare(int from, int to) throws IOException {
        Roots before = known(from).roots();
        Roots after = known(to).roots();
        return List.of(
                workbench.tell(
                        before.workbench(), after.workbench(), before.workbenchBytes(), after.workbenchBytes()),
                lab.tell(before.lab(), after.lab(), before.labBytes(), after.labBytes()));
    }

    private HistoryState known(int number) {
        HistoryState state = log.find(number).orElseThrow(() -> new HistoryException(
                HistoryException.Reason.STATE_UNKNOWN, "there is no state " + number));
        if (!state.isKept()) {
            throw new HistoryException(HistoryException.Reason.STATE_NOT_KEPT, "state " + number + " was not kept");
        }
        return state;
    }
}

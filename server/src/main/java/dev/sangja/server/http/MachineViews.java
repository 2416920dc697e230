package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Step;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.server.notebook.MachineState;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.machine.MachineStatus;
import dev.sangja.web.machine.PanelView;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A learner's machine as pages show it. Safe for use by several threads. */
final class MachineViews {
    private final Course course;
    private final Store store;
    private final Seats seats;
    private final Runs runs;

    MachineViews(Course course, Store store, Seats seats, Runs runs) {
        this.course = course;
        this.store = store;
        this.seats = seats;
        this.runs = runs;
    }

    MachineStatus status(UUID learner) {
        return status(seats.state(learner), seats.peek(learner).flatMap(MachineViews::observe));
    }

    PanelView panel(UUID learner) {
        MachineState state = seats.state(learner);
        Optional<MachineView> now = seats.peek(learner).flatMap(MachineViews::observe);
        Optional<StoredRun> last = store.runs().newestWithReceipt(learner);
        Optional<Receipt> receipt = last.flatMap(run -> runs.receipt(run.id()));
        boolean sameMachine = last.isPresent() && !lost(last.get(), state);
        // On a machine of its own, nothing of what was seen on the one before it holds any more.
        Optional<Receipt> shown = receipt.filter(seen -> sameMachine || now.isEmpty());
        return new PanelView(
                status(state, now),
                receipt.filter(seen -> sameMachine).map(Receipt::before),
                now.or(() -> shown.map(Receipt::after)),
                shown.map(Receipt::layers).orElse(List.of()),
                last.filter(run -> sameMachine).flatMap(this::letter));
    }

    /** Whether what that run left is gone: it ran on a machine before the present one. */
    static boolean lost(StoredRun run, MachineState state) {
        return state.kind() != MachineState.Kind.READY || run.askedAt().isBefore(state.since());
    }

    private Optional<Integer> letter(StoredRun run) {
        return course.find(run.key().lesson())
                .flatMap(lesson -> lesson.content())
                .flatMap(lesson -> lesson.step(run.key().step()))
                .map(step -> running(step).indexOf(run.cell()))
                .filter(index -> index >= 0);
    }

    private static List<String> running(Step step) {
        return step.cells().stream()
                .filter(cell -> cell instanceof Cell.Shell || cell instanceof Cell.File)
                .map(Cell::id)
                .toList();
    }

    private static MachineStatus status(MachineState state, Optional<MachineView> view) {
        MachineStatus.Kind kind = switch (state.kind()) {
            case NONE -> MachineStatus.Kind.NONE;
            case QUEUED -> MachineStatus.Kind.QUEUED;
            case STARTING -> MachineStatus.Kind.STARTING;
            case READY -> MachineStatus.Kind.READY;
            case GONE -> MachineStatus.Kind.GONE;
            case FAILED -> MachineStatus.Kind.FAILED;
        };
        Optional<Gauge> memory = view.flatMap(shown -> shown.gauges().stream()
                .filter(gauge -> gauge.resource().equals("memory"))
                .findFirst());
        return new MachineStatus(kind, state.since(), state.ahead(), state.cause(), memory);
    }

    private static Optional<MachineView> observe(Machine machine) {
        try {
            return Optional.of(machine.observe());
        } catch (MachineGoneException | UncheckedIOException unseen) {
            return Optional.empty();
        }
    }
}

package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.runtime.history.FileState;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.probe.HistoryFact;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.store.RunStore;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.history.HistoryView;
import dev.sangja.web.history.HistoryView.CellPlace;
import dev.sangja.web.history.HistoryView.Comparison;
import dev.sangja.web.history.HistoryView.Row;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A machine's past as its page shows it. Safe for use by several threads. */
final class HistoryViews {
    private final Course course;
    private final RunStore runs;
    private final Seats seats;

    HistoryViews(Course course, RunStore runs, Seats seats) {
        this.course = course;
        this.runs = runs;
        this.seats = seats;
    }

    /** The past of the learner's machine; empty while there is no machine to ask. */
    HistoryView of(UUID learner, Context request) {
        Optional<Machine> machine = seats.peek(learner);
        Optional<HistoryFact> history = machine.flatMap(HistoryViews::history);
        if (history.isEmpty()) {
            return new HistoryView(List.of(), "", Optional.empty());
        }
        Set<Long> line = line(history.get());
        List<Row> rows = new ArrayList<>();
        for (FileState state : history.get().states()) {
            boolean current = state.number() == history.get().current();
            rows.add(new Row(state, state.run().flatMap(this::place), current, !line.contains(state.number())));
        }
        Collections.reverse(rows);
        return new HistoryView(rows, history.get().refusal(), comparison(machine.get(), request));
    }

    private static Optional<HistoryFact> history(Machine machine) {
        try {
            return Optional.of(machine.history());
        } catch (MachineGoneException | UncheckedIOException unseen) {
            return Optional.empty();
        }
    }

    private static Optional<Comparison> comparison(Machine machine, Context request) {
        if (request.queryParam("before") == null || request.queryParam("after") == null) {
            return Optional.empty();
        }
        long before = HistoryApi.number(request, "before");
        long after = HistoryApi.number(request, "after");
        return Optional.of(new Comparison(before, after, HistoryApi.differences(machine, before, after)));
    }

    /** The present state and those that it came from: what is not among them was left for another branch. */
    private static Set<Long> line(HistoryFact history) {
        Set<Long> line = new HashSet<>();
        long number = history.current();
        for (int index = history.states().size() - 1; index >= 0; index--) {
            FileState state = history.states().get(index);
            if (state.number() == number) {
                line.add(number);
                number = state.parent();
            }
        }
        return line;
    }

    private Optional<CellPlace> place(UUID id) {
        return runs.find(id)
                .flatMap(run -> course.find(run.key().lesson())
                        .flatMap(entry -> entry.content())
                        .flatMap(lesson -> place(lesson, run)));
    }

    private static Optional<CellPlace> place(Lesson lesson, StoredRun run) {
        Optional<Step> step = lesson.step(run.key().step());
        return step.map(found -> new CellPlace(
                        lesson.number() + "." + found.number(),
                        found.cells().stream()
                                .filter(cell -> cell instanceof Cell.Shell || cell instanceof Cell.File)
                                .map(Cell::id)
                                .toList()
                                .indexOf(run.cell()),
                        "/lessons/" + lesson.slug() + "/" + found.number() + "#cell-" + run.cell()))
                .filter(place -> place.index() >= 0);
    }
}

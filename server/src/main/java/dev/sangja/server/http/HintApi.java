package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.ProgressStore;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StepProgress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ladder of help in a step: where to look, the shape with one blank, the solution. Taking it is recorded. */
final class HintApi {
    private static final int TRIES_BEFORE_SOLUTION = 3;

    private final Places places;
    private final ProgressStore progress;
    private final Visitors visitors;

    HintApi(Places places, ProgressStore progress, Visitors visitors) {
        this.places = places;
        this.progress = progress;
        this.visitors = visitors;
    }

    /**
     * A hint that was taken.
     *
     * @param hints how many were taken by now
     */
    record Hint(int hints, String text) {}

    /** The solution. */
    record Solution(List<SolvedCell> cells) {}

    /** What to run or to write in one cell. */
    record SolvedCell(String cell, String code) {}

    void register(RoutesConfig routes) {
        routes.post("/api/lessons/{slug}/steps/{step}/hints/{rung}", this::take);
    }

    private void take(Context request) {
        LessonStep place = places.step(request);
        StepKey key = place.key(visitors.require(request));
        String rung = request.pathParam("rung");
        if (rung.equals("solution")) {
            request.json(solution(place.step(), key));
        } else {
            request.json(hint(place.step(), key, rung, LanguageChoice.of(request)));
        }
    }

    private Hint hint(Step step, StepKey key, String rung, Language language) {
        int number = rung.matches("[1-9]") ? Integer.parseInt(rung) : 0;
        if (number < 1 || number > step.hints().size()) {
            throw new ProblemException(ProblemKind.HINT_UNKNOWN, rung);
        }
        if (number > progress.open(key).hints() + 1) {
            throw new ProblemException(ProblemKind.HINT_EARLY);
        }
        StepProgress now = progress.hinted(key, number);
        return new Hint(now.hints(), step.hints().get(number - 1).plain(language, Map.of()));
    }

    private Solution solution(Step step, StepKey key) {
        StepProgress now = progress.open(key);
        boolean earned = now.hints() >= step.hints().size() && now.attempts() >= TRIES_BEFORE_SOLUTION;
        if (!earned && now.passedAt().isEmpty()) {
            throw new ProblemException(ProblemKind.SOLUTION_EARLY);
        }
        if (now.passedAt().isEmpty()) {
            progress.solutionShown(key);
        }
        List<SolvedCell> cells = new ArrayList<>();
        for (Cell cell : step.cells()) {
            if (cell instanceof Cell.Shell shell) {
                cells.add(new SolvedCell(shell.id(), shell.solution()));
            } else if (cell instanceof Cell.File file) {
                cells.add(new SolvedCell(file.id(), file.solution()));
            } else if (cell instanceof Cell.Order order) {
                cells.add(new SolvedCell(order.id(), String.join(",", order.solution())));
            }
        }
        return new Solution(cells);
    }
}

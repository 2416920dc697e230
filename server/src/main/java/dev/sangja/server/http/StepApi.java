package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.store.StoredRun;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What a learner does with a step: runs its cells, has it checked, begins it anew. */
final class StepApi {
    private static final String STEP = "/api/lessons/{slug}/steps/{step}";
    private static final int LONGEST_CODE = 65_536;

    private final Places places;
    private final Notebook notebook;
    private final Visitors visitors;
    private final Body body;

    StepApi(Places places, Notebook notebook, Visitors visitors, Body body) {
        this.places = places;
        this.notebook = notebook;
        this.visitors = visitors;
        this.body = body;
    }

    /**
     * A cell to run.
     *
     * @param code what to run; the learner's draft, or what the cell starts from, if it is not said
     * @param level {@code off}, {@code highlights} or {@code everything}; the cell's own if it is not said
     */
    record RunBody(Optional<String> code, Optional<String> level) {}

    /**
     * A run that was begun.
     *
     * @param number the number of its receipt
     * @param events where its events are to be read
     */
    record Begun(UUID run, int number, String events) {}

    /** Code as it stands in the editor. */
    record Draft(String code) {
        Draft {
            java.util.Objects.requireNonNull(code, "it is missing");
        }
    }

    void register(RoutesConfig routes) {
        routes.post(STEP + "/cells/{cell}/runs", this::run);
        routes.put(STEP + "/cells/{cell}/draft", this::draft);
        routes.post(STEP + "/check", this::check);
        routes.post(STEP + "/reset", request -> {
            notebook.reset(visitors.require(request), places.step(request));
            request.status(204);
        });
    }

    private void run(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        Cell cell = Places.cell(place, request);
        RunBody asked = body.read(request, RunBody.class);
        String code = fit(asked.code().orElseGet(() -> notebook.code(learner, place, cell)));
        StoredRun run = run(learner, place, cell, code, asked.level().map(StepApi::level));
        request.status(202).json(new Begun(run.id(), run.number(), "/api/runs/" + run.id() + "/events"));
    }

    private StoredRun run(UUID learner, LessonStep place, Cell cell, String code, Optional<TraceLevel> level) {
        if (cell instanceof Cell.Shell shell) {
            return notebook.run(learner, place, shell, code, level.orElse(shell.trace()));
        }
        if (cell instanceof Cell.File file) {
            return notebook.run(learner, place, file, code);
        }
        throw new ProblemException(ProblemKind.CELL_NOT_RUNNABLE, cell.id());
    }

    private static TraceLevel level(String name) {
        return Arrays.stream(TraceLevel.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemKind.PARAMETER_WRONG, "level", name));
    }

    private void draft(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        String code = fit(body.read(request, Draft.class).code());
        Cell cell = Places.cell(place, request);
        if (!(cell instanceof Cell.File || cell instanceof Cell.Shell)) {
            throw new ProblemException(ProblemKind.CELL_NOT_RUNNABLE, cell.id());
        }
        notebook.draft(learner, place, cell, code);
        request.status(204);
    }

    /** Code that can be kept and handed to a shell, which takes no NUL. */
    private static String fit(String code) {
        if (code.length() > LONGEST_CODE) {
            throw new ProblemException(ProblemKind.CODE_TOO_LONG);
        }
        if (code.indexOf('\0') >= 0) {
            throw new ProblemException(ProblemKind.PARAMETER_WRONG, "code", "NUL");
        }
        return code;
    }

    private void check(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        request.json(CheckDocument.of(notebook.check(learner, place), LanguageChoice.of(request)));
    }
}

package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.notebook.MachineState;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Prediction;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.Seats;
import dev.sangja.server.notebook.SeenOutcome;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.lesson.CellWork;
import dev.sangja.web.lesson.CheckWork;
import dev.sangja.web.lesson.Forecast;
import dev.sangja.web.lesson.RunView;
import dev.sangja.web.lesson.StepMark;
import dev.sangja.web.lesson.StepView;
import dev.sangja.web.output.OutputChunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A step and a run as pages show them, from what is kept. Safe for use by several threads. */
final class StepViews {
    private final Course course;
    private final Store store;
    private final Seats seats;
    private final Runs runs;
    private final Notebook notebook;
    private final MachineViews machines;
    private final Stories stories;

    StepViews(
            Course course,
            Store store,
            Seats seats,
            Runs runs,
            Notebook notebook,
            MachineViews machines,
            Stories stories) {
        this.course = course;
        this.store = store;
        this.seats = seats;
        this.runs = runs;
        this.notebook = notebook;
        this.machines = machines;
        this.stories = stories;
    }

    StepView step(UUID learner, LessonStep place, Language language) {
        StepKey key = place.key(learner);
        return new StepView(
                track(place),
                place.lesson(),
                place.step(),
                marks(learner).getOrDefault(place.lesson().slug(), Map.of()),
                work(key, place.step(), language),
                forecasts(key, place.step()),
                check(key),
                machines.panel(learner));
    }

    private Course.Track track(LessonStep place) {
        return course.find(place.lesson().slug())
                .flatMap(lesson -> course.tracks().stream()
                        .filter(track -> track.id().equals(lesson.track()))
                        .findFirst())
                .orElseThrow();
    }

    /** How far the learner is, by lesson and step. */
    Map<String, Map<String, StepMark>> marks(UUID learner) {
        Map<String, Integer> ran = store.runs().countsOfSteps(learner);
        Map<String, Map<String, StepMark>> marks = new HashMap<>();
        for (StepProgress progress : store.progress().ofLearner(learner)) {
            boolean begun = ran.containsKey(progress.lesson() + "/" + progress.step())
                    || progress.attempts() > 0
                    || progress.hints() > 0;
            marks.computeIfAbsent(progress.lesson(), lesson -> new HashMap<>())
                    .put(progress.step(), mark(progress, begun));
        }
        return marks;
    }

    private static StepMark mark(StepProgress progress, boolean begun) {
        if (progress.passedAt().isPresent()) {
            return progress.solutionShown() ? StepMark.SHOWN : StepMark.PASSED;
        }
        return begun ? StepMark.BEGUN : StepMark.OPEN;
    }

    private Map<String, CellWork> work(StepKey key, Step step, Language language) {
        Map<String, String> drafts = store.progress().drafts(key);
        Map<String, String> answers = notebook.answers(key);
        Map<String, StoredRun> newest = store.runs().newestOfCells(key).stream()
                .collect(Collectors.toMap(StoredRun::cell, Function.identity()));
        Map<String, CellWork> work = new HashMap<>();
        for (Cell cell : step.cells()) {
            work.put(
                    cell.id(),
                    new CellWork(
                            Optional.ofNullable(drafts.get(cell.id())),
                            Optional.ofNullable(newest.get(cell.id())).map(run -> run(run, language)),
                            cell instanceof Cell.Quiz quiz ? notebook.quizChoices(key, quiz) : answers,
                            Optional.empty()));
        }
        return work;
    }

    RunView run(StoredRun run, Language language) {
        MachineState state = seats.state(run.key().learner());
        Optional<Receipt> receipt = runs.receipt(run.id());
        return new RunView(
                run.id(),
                run.number(),
                run.askedAt(),
                run.endedAt(),
                runs.outputs(run).stream()
                        .map(output -> new OutputChunk(output.stream(), output.text()))
                        .toList(),
                0,
                receipt,
                stories.tell(receipt, language),
                run.endedAt().isPresent() && MachineViews.lost(run, state));
    }

    private Map<String, Forecast> forecasts(StepKey key, Step step) {
        Map<String, Forecast> forecasts = new HashMap<>();
        for (Predict predict : step.predicts()) {
            notebook.prediction(key, predict)
                    .ifPresent(prediction -> forecasts.put(predict.id(), forecast(prediction)));
        }
        return forecasts;
    }

    private static Forecast forecast(Prediction prediction) {
        return new Forecast(
                prediction.option(),
                prediction.at(),
                prediction.why(),
                prediction.outcome().map(SeenOutcome::seen),
                prediction.outcome().map(SeenOutcome::receipt));
    }

    private CheckWork check(StepKey key) {
        return store.progress()
                .ofStep(key)
                .map(progress -> new CheckWork(
                        progress.attempts(),
                        progress.passedAt(),
                        notebook.lastCheck(key),
                        progress.hints(),
                        progress.solutionShown()))
                .orElse(CheckWork.NONE);
    }

    /** The runs of that step, as the fragment of a run needs them. */
    List<StoredRun> newestRuns(StepKey key) {
        return store.runs().newestOfCells(key);
    }
}

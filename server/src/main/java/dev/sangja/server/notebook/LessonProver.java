package dev.sangja.server.notebook;

import dev.sangja.lessons.check.CheckResult;
import dev.sangja.lessons.check.Failure;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.proof.Action;
import dev.sangja.lessons.proof.LessonProof;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries out a lesson's proof on real machines, the way a learner would: through the notebook, each case as a new
 * learner with a machine of its own. For one thread.
 */
public final class LessonProver {
    private static final Duration MACHINE = Duration.ofSeconds(60);
    private static final Duration RUN = Duration.ofSeconds(60);

    private final Store store;
    private final Seats seats;
    private final Runs runs;
    private final Notebook notebook;

    public LessonProver(Store store, Seats seats, Runs runs, Notebook notebook) {
        this.store = store;
        this.seats = seats;
        this.runs = runs;
        this.notebook = notebook;
    }

    /**
     * What became of one promise.
     *
     * @param state {@code start}, {@code solution}, or a feedback code
     * @param result whether it was kept
     * @param reason in English, what happened instead, or what this machine lacks; empty if it was kept
     */
    public record Verdict(String lesson, String step, String state, Result result, String reason, long millis) {}

    /** Whether a promise was kept. */
    public enum Result {
        KEPT,
        BROKEN,
        /** It is not made for machines such as those of this host. */
        NOT_MADE
    }

    /** What came out of a proof. */
    private record Found(Result result, String reason) {
        static final Found KEPT = new Found(Result.KEPT, "");

        static Found broken(String reason) {
            return new Found(Result.BROKEN, reason);
        }
    }

    /** Proves one case. */
    public Verdict prove(Lesson lesson, LessonProof.Case promise) throws InterruptedException {
        long start = System.nanoTime();
        LessonStep place = new LessonStep(lesson, promise.step());
        UUID learner = store.learners().create().id();
        Found found;
        try {
            found = carryOut(learner, place, promise.actions());
        } catch (NoMachineException | MachineGoneException | IllegalStateException | UncheckedIOException failure) {
            found = Found.broken(failure.toString());
        } finally {
            seats.leave(learner);
        }
        return new Verdict(
                lesson.slug(),
                promise.step().id(),
                promise.state(),
                found.result(),
                found.reason(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private Found carryOut(UUID learner, LessonStep place, List<Action> actions) throws InterruptedException {
        Map<String, String> answers = new HashMap<>();
        for (Action action : actions) {
            if (action instanceof Action.Suppose suppose && !holds(learner, place, suppose)) {
                return new Found(
                        Result.NOT_MADE,
                        "only where " + suppose.condition().source().strip());
            }
            String reason = carryOut(learner, place, action, answers);
            if (!reason.isEmpty()) {
                return Found.broken(reason);
            }
        }
        return Found.KEPT;
    }

    private boolean holds(UUID learner, LessonStep place, Action.Suppose suppose) {
        return notebook.measure(learner, place, suppose.condition(), suppose.definitions())
                .equals("true");
    }

    /** Answers why it did not come out as promised, or the empty string. */
    private String carryOut(UUID learner, LessonStep place, Action action, Map<String, String> answers)
            throws InterruptedException {
        if (action instanceof Action.Open) {
            return open(learner, place);
        }
        if (action instanceof Action.Save save) {
            notebook.save(learner, place, save.cell(), save.text());
            return "";
        }
        if (action instanceof Action.Run run) {
            return run(learner, place, run);
        }
        if (action instanceof Action.Answer answer) {
            answers.put(answer.field(), answer.value());
            return answer(learner, place, answers);
        }
        if (action instanceof Action.AnswerMeasured measured) {
            answers.put(
                    measured.field(), notebook.measure(learner, place, measured.solution(), measured.definitions()));
            return answer(learner, place, answers);
        }
        if (action instanceof Action.MustKnow known) {
            return known(learner, place, known.predict());
        }
        if (action instanceof Action.MustPass) {
            String first = passes(notebook.check(learner, place));
            return first.isEmpty() ? passes(notebook.check(learner, place)) : first;
        }
        if (action instanceof Action.Suppose) {
            return "";
        }
        CheckResult result = notebook.check(learner, place);
        if (action instanceof Action.MustFail failing) {
            return failsWith(result, failing.code());
        }
        return result.passed() ? "the check passed before anything was done" : "";
    }

    private String open(UUID learner, LessonStep place) throws InterruptedException {
        notebook.open(learner, place);
        MachineState state = seats.await(learner, MACHINE);
        if (state.kind() == MachineState.Kind.FAILED) {
            // What is proven here is the lesson: one machine that did not come up on a busy host is asked for again.
            notebook.open(learner, place);
            state = seats.await(learner, MACHINE);
        }
        if (state.kind() != MachineState.Kind.READY) {
            return "no machine: " + state.kind() + " " + state.cause();
        }
        notebook.open(learner, place);
        return "";
    }

    private String run(UUID learner, LessonStep place, Action.Run action) throws InterruptedException {
        Optional<Cell.Shell> cell = place.step()
                .cell(action.cell())
                .filter(Cell.Shell.class::isInstance)
                .map(Cell.Shell.class::cast);
        Cell.Shell shell = cell.orElse(new Cell.Shell(
                action.cell(), action.code(), action.code(), TraceLevel.HIGHLIGHTS, Duration.ofSeconds(30)));
        StoredRun run = notebook.run(learner, place, shell, action.code(), shell.trace());
        RunLog log = runs.log(run);
        long deadline = System.nanoTime() + shell.timeLimit().plus(RUN).toNanos();
        long seen = 0;
        while (!log.complete()) {
            List<WireEvent> events = log.await(seen, Duration.ofSeconds(1));
            seen = events.isEmpty() ? seen : events.get(events.size() - 1).id();
            if (System.nanoTime() > deadline) {
                return "the run of " + name(action) + " did not end";
            }
        }
        WireEvent last = log.events().get(log.events().size() - 1);
        return last.name().equals("ended") ? "" : "the machine went away under " + name(action) + ": " + last.data();
    }

    private static String name(Action.Run action) {
        return action.cell().isEmpty() ? "the wrong state's commands" : "cell " + action.cell();
    }

    private String answer(UUID learner, LessonStep place, Map<String, String> answers) {
        for (Cell cell : place.step().cells()) {
            Map<String, String> own = new HashMap<>(answers);
            own.keySet().retainAll(cell.answerIds());
            if (!own.isEmpty()) {
                notebook.answer(learner, place, cell, own);
            }
        }
        return "";
    }

    private String known(UUID learner, LessonStep place, Predict predict) {
        return notebook.outcome(place.key(learner), predict).isPresent()
                ? ""
                : "it is not known which prediction of '" + predict.id() + "' came true";
    }

    private static String passes(CheckResult result) {
        if (result.passed()) {
            return "";
        }
        StringBuilder reason = new StringBuilder("the check did not pass");
        result.conditions().stream()
                .filter(found -> found.status() != CheckResult.Status.PASSED)
                .forEach(found -> reason.append("; ")
                        .append(found.condition().id())
                        .append(": ")
                        .append(found.failure().map(Failure::code).orElse("not evaluated"))
                        .append(found.obstacle().isEmpty() ? "" : " (" + found.obstacle() + ")")
                        .append(found.facts().isEmpty() ? "" : " " + found.facts()));
        return reason.toString();
    }

    private static String failsWith(CheckResult result, String code) {
        List<String> codes = result.conditions().stream()
                .flatMap(found -> found.failure().stream())
                .map(Failure::code)
                .toList();
        if (codes.contains(code)) {
            return "";
        }
        return result.passed() ? "the check passed" : "the check gave " + codes + " instead: " + passes(result);
    }
}

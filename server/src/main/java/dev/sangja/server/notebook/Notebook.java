package dev.sangja.server.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.check.CheckResult;
import dev.sangja.lessons.check.Checker;
import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Predict;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.server.store.Entry;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What learners do in steps. Safe for use by several threads. */
public final class Notebook {
    private static final long MOST_OUTPUT_BYTES = 1000 * 1024;
    private static final Duration START = Duration.ofSeconds(3);

    private final Store store;
    private final Seats seats;
    private final Runs runs;
    private final EntryFormat entries;
    private final Records records;
    private final Preparations preparations = new Preparations();
    private final LastChecks lastChecks = new LastChecks();

    public Notebook(Store store, Seats seats, Runs runs, ObjectMapper json) {
        this.store = store;
        this.seats = seats;
        this.runs = runs;
        this.entries = new EntryFormat(json);
        this.records = new Records(store, runs, entries);
    }

    /** Opens a step: asks for a machine, and builds the step's start state on it if it is ready soon. */
    public MachineState open(UUID learner, LessonStep place) throws InterruptedException {
        store.progress().open(place.key(learner));
        seats.request(learner);
        MachineState state = seats.await(learner, START);
        if (state.kind() == MachineState.Kind.READY) {
            preparations.ensure(seats.machine(learner), place);
        }
        return state;
    }

    /**
     * Runs a shell cell.
     *
     * @throws NoMachineException if the machine is not ready
     * @throws TooManyRunsException if too many of the learner's runs are under way
     */
    public StoredRun run(UUID learner, LessonStep place, Cell.Shell cell, String code, TraceLevel level) {
        Machine machine = readyFor(learner, place);
        Runs.Cell request =
                new Runs.Cell(place.key(learner), cell.id(), code, level, cell.timeLimit(), MOST_OUTPUT_BYTES);
        return runs.start(machine, request, run -> keepOutcomes(machine, place, run));
    }

    /**
     * Runs what writes a file cell's text to the machine, so that it has a receipt like any other run.
     *
     * @throws NoMachineException if the machine is not ready
     * @throws TooManyRunsException if too many of the learner's runs are under way
     */
    public StoredRun run(UUID learner, LessonStep place, Cell.File cell, String text) {
        Machine machine = readyFor(learner, place);
        draft(learner, place, cell, text);
        Runs.Cell request = new Runs.Cell(
                place.key(learner),
                cell.id(),
                FileScript.of(cell, text),
                TraceLevel.HIGHLIGHTS,
                START.multipliedBy(10),
                MOST_OUTPUT_BYTES);
        return runs.start(machine, request, run -> {});
    }

    /** What a learner finds in that cell: the text as it was left, or what the cell starts from. */
    public String code(UUID learner, LessonStep place, Cell cell) {
        String start =
                cell instanceof Cell.Shell shell ? shell.code() : cell instanceof Cell.File file ? file.text() : "";
        return store.progress().drafts(place.key(learner)).getOrDefault(cell.id(), start);
    }

    /** Keeps the code of a cell as it stands in the editor. */
    public void draft(UUID learner, LessonStep place, Cell cell, String code) {
        store.progress().draft(place.key(learner), cell.id(), code);
    }

    /**
     * Writes a file cell's text to the machine, and keeps it.
     *
     * @throws NoMachineException if the machine is not ready
     */
    public void save(UUID learner, LessonStep place, Cell.File cell, String text) {
        readyFor(learner, place).write(cell.path(), text.getBytes(StandardCharsets.UTF_8), permissions(cell.mode()));
        draft(learner, place, cell, text);
    }

    /**
     * Evaluates the step's check, records the attempt, and puts right what the learner should not have to.
     *
     * @throws NoMachineException if the machine is not ready
     */
    public CheckResult check(UUID learner, LessonStep place) {
        Machine machine = readyFor(learner, place);
        StepKey key = place.key(learner);
        CheckResult result = evaluate(machine, place, key);
        store.progress().attempted(key, result.passed(), result.code().orElse(""));
        lastChecks.put(key, result);
        for (String repair : result.repairs()) {
            machine.prepare(repair);
        }
        return result;
    }

    /** What the step's check last found on this server; empty if it was not asked since the step was begun. */
    public Optional<CheckResult> lastCheck(StepKey key) {
        return lastChecks.find(key);
    }

    /**
     * Begins a step anew: forgets what was written and entered in it, and builds its start state again if there is a
     * machine.
     */
    public StepProgress reset(UUID learner, LessonStep place) {
        seats.peek(learner).ifPresent(machine -> preparations.again(machine, place));
        lastChecks.forget(place.key(learner));
        return store.progress().reset(place.key(learner));
    }

    /**
     * Keeps answers, and tells what is now to be said about them.
     *
     * @param values by the field's id, as in {@link Cell#answerIds}
     * @throws NoMachineException if the machine is not ready
     */
    public AnswerReport answer(UUID learner, LessonStep place, Cell cell, Map<String, String> values) {
        StepKey key = place.key(learner);
        Machine machine = readyFor(learner, place);
        store.progress().enter(key, Entry.Kind.ANSWER, cell.id(), entries.write(values));
        return AnswerReport.of(place.step().check(), cell.answerIds(), evaluate(machine, place, key));
    }

    /** What the expression yields now on the learner's machine, as text. */
    String measure(UUID learner, LessonStep place, Expression expression, Map<String, Expression> definitions) {
        Machine machine = readyFor(learner, place);
        return expression.shown(
                records.evidence(machine, place.key(learner), preparations.ensure(machine, place)), definitions);
    }

    /** Every answer of a step, by the field's id. */
    public Map<String, String> answers(StepKey key) {
        return entries.answers(store.progress().entries(key));
    }

    public void quiz(UUID learner, LessonStep place, Cell.Quiz quiz, Map<String, String> choices) {
        store.progress().enter(place.key(learner), Entry.Kind.QUIZ, quiz.id(), entries.write(choices));
    }

    /** The choices made in a quiz, by the question's id. */
    public Map<String, String> quizChoices(StepKey key, Cell.Quiz quiz) {
        return entry(key, Entry.Kind.QUIZ, quiz.id()).map(entries::read).orElse(Map.of());
    }

    /** Keeps what is predicted; what is empty stays as it was. */
    public void predict(
            UUID learner, LessonStep place, Predict predict, Optional<String> option, Optional<String> why) {
        StepKey key = place.key(learner);
        Map<String, String> content = new HashMap<>(entry(key, Entry.Kind.PREDICTION, predict.id())
                .map(entries::read)
                .orElse(Map.of()));
        option.ifPresent(chosen -> content.put("option", chosen));
        why.ifPresent(said -> content.put("why", said));
        store.progress().enter(key, Entry.Kind.PREDICTION, predict.id(), entries.write(content));
    }

    /** What happened in the run that the question is about; empty until there was one. */
    public Optional<SeenOutcome> outcome(StepKey key, Predict predict) {
        return entry(key, Entry.Kind.OUTCOME, predict.id()).flatMap(entry -> entries.readOutcome(predict, entry));
    }

    /** What the learner predicted there, and what happened. */
    public Optional<Prediction> prediction(StepKey key, Predict predict) {
        Optional<SeenOutcome> outcome = outcome(key, predict);
        return entry(key, Entry.Kind.PREDICTION, predict.id()).flatMap(entry -> {
            Map<String, String> content = entries.read(entry);
            return Optional.ofNullable(content.get("option"))
                    .map(option -> new Prediction(option, entry.at(), content.getOrDefault("why", ""), outcome));
        });
    }

    private Optional<Entry> entry(StepKey key, Entry.Kind kind, String item) {
        return store.progress().entries(key).stream()
                .filter(entry -> entry.kind() == kind && entry.item().equals(item))
                .findFirst();
    }

    private Machine readyFor(UUID learner, LessonStep place) {
        store.progress().open(place.key(learner));
        Machine machine = seats.machine(learner);
        preparations.ensure(machine, place);
        return machine;
    }

    private CheckResult evaluate(Machine machine, LessonStep place, StepKey key) {
        return Checker.check(place.step().check(), records.evidence(machine, key, preparations.ensure(machine, place)));
    }

    /** Right after a run, while the machine is as the run left it: what happened of what could be predicted. */
    private void keepOutcomes(Machine machine, LessonStep place, StoredRun run) {
        for (Predict predict : place.step().predicts()) {
            if (predict.cell().equals(run.cell())) {
                keepOutcome(machine, place, run, predict);
            }
        }
    }

    private void keepOutcome(Machine machine, LessonStep place, StoredRun run, Predict predict) {
        try {
            long base = preparations.ensure(machine, place);
            Checker.outcome(predict.outcome(), records.evidence(machine, run.key(), base))
                    .ifPresent(seen -> store.progress()
                            .enter(
                                    run.key(),
                                    Entry.Kind.OUTCOME,
                                    predict.id(),
                                    entries.writeOutcome(seen, run.number())));
        } catch (MachineGoneException | UncheckedIOException unknown) {
            // Without a machine it is not known what happened, and nothing is said about it.
        }
    }

    /** The permission bits of chmod(2) as a set. */
    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] fromHighest = {
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE,
        };
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int index = 0; index < fromHighest.length; index++) {
            if ((mode & (0400 >> index)) != 0) {
                permissions.add(fromHighest[index]);
            }
        }
        return permissions;
    }
}

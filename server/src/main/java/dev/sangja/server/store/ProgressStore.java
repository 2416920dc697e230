package dev.sangja.server.store;

import dev.sangja.server.store.Database.Statement;
import dev.sangja.server.store.Database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where each learner is: steps, attempts, entries and unrun code. Safe for use by several threads. */
public final class ProgressStore {
    private static final String OF_STEP = " WHERE learner_id = ? AND lesson = ? AND step = ?";

    private final Database database;
    private final Clock clock;

    ProgressStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Every step that the learner ever opened. */
    public List<StepProgress> ofLearner(UUID learner) {
        return database.transaction(
                "read progress",
                transaction -> transaction.list(
                        "SELECT * FROM step_progress WHERE learner_id = ? ORDER BY opened_at",
                        ProgressStore::progress,
                        learner));
    }

    public Optional<StepProgress> ofStep(StepKey key) {
        return database.transaction("read progress", transaction -> find(transaction, key));
    }

    /** Opens a step, if it was not yet open, and answers how far the learner is in it. */
    public StepProgress open(StepKey key) {
        return database.transaction("open a step", transaction -> opened(transaction, key));
    }

    /** Begins a step anew: what happened in it before counts for its check no more. A passed step stays passed. */
    public StepProgress reset(StepKey key) {
        return database.transaction("reset a step", transaction -> {
            opened(transaction, key);
            transaction.change("DELETE FROM draft" + OF_STEP, key.learner(), key.lesson(), key.step());
            transaction.change("DELETE FROM entry" + OF_STEP, key.learner(), key.lesson(), key.step());
            update(transaction, key, "opened_at = ?", clock.instant());
            return opened(transaction, key);
        });
    }

    /**
     * Records that the step's check was asked.
     *
     * @param feedback the code of the feedback given; empty if it passed
     */
    public StepProgress attempted(StepKey key, boolean passed, String feedback) {
        Instant now = clock.instant();
        return database.transaction("record an attempt", transaction -> {
            opened(transaction, key);
            transaction.change(
                    "INSERT INTO attempt (id, learner_id, lesson, step, made_at, passed, feedback)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID(),
                    key.learner(),
                    key.lesson(),
                    key.step(),
                    now,
                    passed,
                    feedback);
            if (passed) {
                update(transaction, key, "attempts = attempts + 1, passed_at = COALESCE(passed_at, ?)", now);
            } else {
                update(transaction, key, "attempts = attempts + 1");
            }
            return opened(transaction, key);
        });
    }

    /** Records that so many hints were taken; a number never falls. */
    public StepProgress hinted(StepKey key, int hints) {
        return database.transaction("record a hint", transaction -> {
            opened(transaction, key);
            update(transaction, key, "hints = GREATEST(hints, ?)", hints);
            return opened(transaction, key);
        });
    }

    public StepProgress solutionShown(StepKey key) {
        return database.transaction("record a shown solution", transaction -> {
            opened(transaction, key);
            update(transaction, key, "solution_shown = TRUE");
            return opened(transaction, key);
        });
    }

    /** The codes of the feedback given in that step, oldest first; an empty one for an attempt that passed. */
    public List<String> feedbacks(StepKey key) {
        return database.transaction(
                "read attempts",
                transaction -> transaction.list(
                        "SELECT feedback FROM attempt" + OF_STEP + " ORDER BY made_at",
                        row -> row.getString("feedback"),
                        key.learner(),
                        key.lesson(),
                        key.step()));
    }

    /** Keeps what was entered, in place of what was entered there before. */
    public void enter(StepKey key, Entry.Kind kind, String item, String content) {
        Instant now = clock.instant();
        database.transaction("keep an entry", transaction -> {
            transaction.put(
                    Statement.of(
                            "UPDATE entry SET content = ?, entered_at = ?" + OF_STEP + " AND kind = ? AND item = ?",
                            content,
                            now,
                            key.learner(),
                            key.lesson(),
                            key.step(),
                            kind.column(),
                            item),
                    Statement.of(
                            "INSERT INTO entry (learner_id, lesson, step, kind, item, content, entered_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                            key.learner(),
                            key.lesson(),
                            key.step(),
                            kind.column(),
                            item,
                            content,
                            now));
            return true;
        });
    }

    public List<Entry> entries(StepKey key) {
        return database.transaction(
                "read entries",
                transaction -> transaction.list(
                        "SELECT kind, item, content, entered_at FROM entry" + OF_STEP + " ORDER BY entered_at",
                        row -> new Entry(
                                Entry.Kind.ofColumn(row.getString("kind")),
                                row.getString("item"),
                                row.getString("content"),
                                Database.instant(row, "entered_at")),
                        key.learner(),
                        key.lesson(),
                        key.step()));
    }

    /** Keeps the code of a cell as it stands in the editor. */
    public void draft(StepKey key, String cell, String code) {
        Instant now = clock.instant();
        database.transaction("keep a draft", transaction -> {
            transaction.put(
                    Statement.of(
                            "UPDATE draft SET code = ?, written_at = ?" + OF_STEP + " AND cell = ?",
                            code,
                            now,
                            key.learner(),
                            key.lesson(),
                            key.step(),
                            cell),
                    Statement.of(
                            "INSERT INTO draft (learner_id, lesson, step, cell, code, written_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?)",
                            key.learner(),
                            key.lesson(),
                            key.step(),
                            cell,
                            code,
                            now));
            return true;
        });
    }

    /** The code of each cell of that step that the learner changed, by the cell's id. */
    public Map<String, String> drafts(StepKey key) {
        return database.transaction(
                "read drafts",
                transaction -> transaction
                        .list(
                                "SELECT cell, code FROM draft" + OF_STEP,
                                row -> Map.entry(row.getString("cell"), row.getString("code")),
                                key.learner(),
                                key.lesson(),
                                key.step())
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private StepProgress opened(Transaction transaction, StepKey key) throws SQLException {
        Optional<StepProgress> known = find(transaction, key);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = clock.instant();
        transaction.change(
                "INSERT INTO step_progress (learner_id, lesson, step, opened_at, attempts, hints, solution_shown)"
                        + " VALUES (?, ?, ?, ?, 0, 0, FALSE)",
                key.learner(),
                key.lesson(),
                key.step(),
                now);
        return find(transaction, key).orElseThrow();
    }

    private static void update(Transaction transaction, StepKey key, String changes, Object... values)
            throws SQLException {
        Object[] arguments = new Object[values.length + 3];
        System.arraycopy(values, 0, arguments, 0, values.length);
        arguments[values.length] = key.learner();
        arguments[values.length + 1] = key.lesson();
        arguments[values.length + 2] = key.step();
        transaction.change("UPDATE step_progress SET " + changes + OF_STEP, arguments);
    }

    private static Optional<StepProgress> find(Transaction transaction, StepKey key) throws SQLException {
        return transaction.first(
                "SELECT * FROM step_progress" + OF_STEP,
                ProgressStore::progress,
                key.learner(),
                key.lesson(),
                key.step());
    }

    private static StepProgress progress(ResultSet row) throws SQLException {
        return new StepProgress(
                row.getString("lesson"),
                row.getString("step"),
                Database.instant(row, "opened_at"),
                Database.optionalInstant(row, "passed_at"),
                row.getInt("attempts"),
                row.getInt("hints"),
                row.getBoolean("solution_shown"));
    }
}

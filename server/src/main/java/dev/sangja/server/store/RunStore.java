package dev.sangja.server.store;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every run of a cell, with what its readers were told and its receipt. Safe for use by several threads. */
public final class RunStore {
    private static final String COLUMNS = "SELECT id, learner_id, number, lesson, step, cell, code, level, asked_at,"
            + " ended_at, ending, CASE WHEN receipt IS NULL THEN FALSE ELSE TRUE END AS has_receipt FROM run";

    private final Database database;
    private final Clock clock;
    private final Packing packing = new Packing();

    RunStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Records that a run was asked for and gives it the learner's next number.
     *
     * @param id chosen by the caller
     */
    public StoredRun begin(UUID id, StepKey key, String cell, String code, TraceLevel level) {
        Instant now = clock.instant();
        return database.transaction("record a run", transaction -> {
            // The update locks the learner's row, so that two runs at once do not get the same number.
            transaction.change("UPDATE learner SET receipts = receipts + 1 WHERE id = ?", key.learner());
            int number = transaction
                    .first("SELECT receipts FROM learner WHERE id = ?", row -> row.getInt("receipts"), key.learner())
                    .orElseThrow(() -> new IllegalArgumentException("no such learner: " + key.learner()));
            transaction.change(
                    "INSERT INTO run (id, learner_id, number, lesson, step, cell, code, level, asked_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    key.learner(),
                    number,
                    key.lesson(),
                    key.step(),
                    cell,
                    code,
                    level.name(),
                    now);
            return transaction
                    .first(COLUMNS + " WHERE id = ?", RunStore::run, id)
                    .orElseThrow();
        });
    }

    /**
     * Records how a run ended. A run that is recorded as ended stays as it is.
     *
     * @param ending the kind of its ending, as in its receipt
     * @param events what its readers were told, one JSON document a line
     */
    public void end(UUID id, String ending, String events, Optional<Receipt> receipt) {
        byte[] packedReceipt = receipt.map(packing::pack).orElse(null);
        database.transaction(
                "record the end of a run",
                transaction -> transaction.change(
                        "UPDATE run SET ended_at = ?, ending = ?, events = ?, receipt = ?"
                                + " WHERE id = ? AND ended_at IS NULL",
                        clock.instant(),
                        ending,
                        packing.packText(events),
                        packedReceipt,
                        id));
    }

    /** The runs that a server left behind when it died; their machines died with it. */
    public List<UUID> unended() {
        return database.transaction(
                "find unended runs",
                transaction -> transaction.list(
                        "SELECT id FROM run WHERE ended_at IS NULL", row -> row.getObject("id", UUID.class)));
    }

    public Optional<StoredRun> find(UUID id) {
        return database.transaction(
                "find a run", transaction -> transaction.first(COLUMNS + " WHERE id = ?", RunStore::run, id));
    }

    /** The newest run of each cell of the step. */
    public List<StoredRun> newestOfCells(StepKey key) {
        return database.transaction(
                "read the runs of a step",
                transaction -> transaction.list(
                        COLUMNS
                                + " WHERE id IN (SELECT newest.id FROM run newest JOIN (SELECT cell, MAX(number) AS number"
                                + " FROM run WHERE learner_id = ? AND lesson = ? AND step = ? GROUP BY cell) latest"
                                + " ON newest.cell = latest.cell AND newest.number = latest.number"
                                + " WHERE newest.learner_id = ? AND newest.lesson = ? AND newest.step = ?)"
                                + " ORDER BY number",
                        RunStore::run,
                        key.learner(),
                        key.lesson(),
                        key.step(),
                        key.learner(),
                        key.lesson(),
                        key.step()));
    }

    /** How many runs each step has, by the lesson's slug, a slash and the step's id. */
    public Map<String, Integer> countsOfSteps(UUID learner) {
        return database.transaction(
                "count the runs of steps",
                transaction -> transaction
                        .list(
                                "SELECT lesson, step, COUNT(*) AS runs FROM run WHERE learner_id = ?"
                                        + " GROUP BY lesson, step",
                                row -> Map.entry(
                                        row.getString("lesson") + "/" + row.getString("step"), row.getInt("runs")),
                                learner)
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The learner's newest run of all that has a receipt. */
    public Optional<StoredRun> newestWithReceipt(UUID learner) {
        return database.transaction(
                "find the newest receipt",
                transaction -> transaction.first(
                        COLUMNS + " WHERE learner_id = ? AND receipt IS NOT NULL"
                                + " ORDER BY number DESC FETCH FIRST 1 ROW ONLY",
                        RunStore::run,
                        learner));
    }

    /** The learner's runs asked for since then that have a receipt, oldest first, the newest hundred at most. */
    public List<UUID> withReceiptSince(UUID learner, Instant since) {
        return database.transaction(
                "find runs since a step began",
                transaction -> transaction.list(
                        "SELECT id FROM (SELECT id, number FROM run WHERE learner_id = ? AND asked_at >= ?"
                                + " AND receipt IS NOT NULL ORDER BY number DESC FETCH FIRST 100 ROWS ONLY) newest"
                                + " ORDER BY number",
                        row -> row.getObject("id", UUID.class),
                        learner,
                        since));
    }

    public Optional<Receipt> receipt(UUID id) {
        return bytes("receipt", id).map(packing::unpackReceipt);
    }

    /** What the run's readers were told, one JSON document a line; empty if the run did not end in order. */
    public Optional<String> events(UUID id) {
        return bytes("events", id).map(packing::unpackText);
    }

    private Optional<byte[]> bytes(String column, UUID id) {
        return database.transaction(
                "read the " + column + " of a run",
                transaction -> transaction.first(
                        "SELECT " + column + " FROM run WHERE id = ? AND " + column + " IS NOT NULL",
                        row -> row.getBytes(column),
                        id));
    }

    private static StoredRun run(ResultSet row) throws SQLException {
        return new StoredRun(
                row.getObject("id", UUID.class),
                new StepKey(row.getObject("learner_id", UUID.class), row.getString("lesson"), row.getString("step")),
                row.getInt("number"),
                row.getString("cell"),
                row.getString("code"),
                TraceLevel.valueOf(row.getString("level")),
                Database.instant(row, "asked_at"),
                Database.optionalInstant(row, "ended_at"),
                Optional.ofNullable(row.getString("ending")),
                row.getBoolean("has_receipt"));
    }
}

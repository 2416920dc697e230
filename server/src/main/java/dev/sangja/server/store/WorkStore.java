package dev.sangja.server.store;

import dev.sangja.server.store.Database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Days of work, summed up. Safe for use by several threads. */
public final class WorkStore {
    /** From this moment on, before the next one, by that learner. */
    private static final String OF_DAY = " WHERE learner_id = ? AND %1$s >= ? AND %1$s < ?";

    private final Database database;

    WorkStore(Database database) {
        this.database = database;
    }

    /**
     * The last day, in that time zone, on which the learner asked for a run that has ended; empty if there was none.
     */
    public Optional<WorkDay> last(UUID learner, ZoneId zone) {
        return database.transaction("sum up a day", transaction -> {
            Optional<Instant> latest = transaction.first(
                    "SELECT asked_at FROM run WHERE learner_id = ? AND ended_at IS NOT NULL"
                            + " ORDER BY number DESC FETCH FIRST 1 ROW ONLY",
                    row -> Database.instant(row, "asked_at"),
                    learner);
            return latest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sum(transaction, Day.of(learner, latest.get(), zone)));
        });
    }

    private static WorkDay sum(Transaction transaction, Day day) throws SQLException {
        Map<String, Integer> limits = limits(transaction, day);
        int hints = count(transaction, "SELECT COUNT(*) AS found FROM hint" + OF_DAY.formatted("taken_at"), day);
        int passed =
                count(transaction, "SELECT COUNT(*) AS found FROM step_progress" + OF_DAY.formatted("passed_at"), day);
        List<WorkDay.Foretold> foretold = foretold(transaction, day);
        return transaction
                .first(
                        "SELECT MIN(asked_at) AS begun, MAX(ended_at) AS done, COUNT(*) AS runs, SUM(calls) AS calls,"
                                + " SUM(failed_calls) AS failed_calls, SUM(namespaces) AS namespaces,"
                                + " SUM(added) AS added, SUM(modified) AS modified, SUM(deleted) AS deleted,"
                                + " SUM(written) AS written FROM run" + OF_DAY.formatted("asked_at")
                                + " AND ended_at IS NOT NULL",
                        row -> day(row, limits, hints, passed, foretold),
                        day.arguments())
                .orElseThrow();
    }

    private static WorkDay day(
            ResultSet row, Map<String, Integer> limits, int hints, int passed, List<WorkDay.Foretold> foretold)
            throws SQLException {
        return new WorkDay(
                Database.instant(row, "begun"),
                Database.instant(row, "done"),
                row.getInt("runs"),
                row.getLong("calls"),
                row.getLong("failed_calls"),
                row.getLong("namespaces"),
                row.getLong("added"),
                row.getLong("modified"),
                row.getLong("deleted"),
                row.getLong("written"),
                limits,
                hints,
                passed,
                foretold);
    }

    private static Map<String, Integer> limits(Transaction transaction, Day day) throws SQLException {
        return transaction
                .list(
                        "SELECT limits FROM run" + OF_DAY.formatted("asked_at") + " AND limits <> ''",
                        row -> row.getString("limits"),
                        day.arguments())
                .stream()
                .flatMap(String::lines)
                .collect(Collectors.toMap(limit -> limit, limit -> 1, Integer::sum));
    }

    private static List<WorkDay.Foretold> foretold(Transaction transaction, Day day) throws SQLException {
        return transaction.list(
                "SELECT told.content AS prediction, seen.content AS outcome FROM entry told JOIN entry seen"
                        + " ON told.learner_id = seen.learner_id AND told.lesson = seen.lesson"
                        + " AND told.step = seen.step AND told.item = seen.item"
                        + " WHERE told.kind = 'prediction' AND seen.kind = 'outcome'"
                        + " AND seen.learner_id = ? AND seen.entered_at >= ? AND seen.entered_at < ?",
                row -> new WorkDay.Foretold(row.getString("prediction"), row.getString("outcome")),
                day.arguments());
    }

    private static int count(Transaction transaction, String sql, Day day) throws SQLException {
        return transaction
                .first(sql, row -> row.getInt("found"), day.arguments())
                .orElse(0);
    }

    /** A learner's day between two midnights. */
    private record Day(UUID learner, Instant from, Instant to) {
        static Day of(UUID learner, Instant moment, ZoneId zone) {
            var date = moment.atZone(zone).toLocalDate();
            Instant from = date.atStartOfDay(zone).toInstant();
            Instant to = date.plusDays(1).atStartOfDay(zone).toInstant();
            // A zone that skips a whole day has no midnight between: never an empty day.
            return new Day(learner, from, to.isAfter(moment) ? to : moment.plus(Duration.ofSeconds(1)));
        }

        Object[] arguments() {
            return new Object[] {learner, from, to};
        }
    }
}

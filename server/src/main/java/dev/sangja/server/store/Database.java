package dev.sangja.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions and statements over a pool of connections. Safe for use by several threads.
 *
 * <p>A change is acknowledged only after its commit; {@code WRITE_DELAY=0} hands each commit to the operating system,
 * so a killed server loses none of them.
 */
final class Database {
    /** SQLSTATE of a violated unique constraint, the same in H2 and PostgreSQL. */
    private static final String DUPLICATE = "23505";

    private static final int TRIES = 5;

    private final DataSource connections;

    Database(DataSource connections) {
        this.connections = connections;
    }

    /** One unit of work in a transaction. */
    interface Work<T extends @Nullable Object> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Reads one row into a value. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Does the work in one transaction, again if another transaction inserted the same key meanwhile.
     *
     * @param attempt what is being done, for the exception, as in "record a run"
     */
    <T extends @Nullable Object> T transaction(String attempt, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException failure) {
                if (!DUPLICATE.equals(failure.getSQLState()) || tries == TRIES) {
                    throw new StoreException(attempt, failure);
                }
            }
        }
    }

    private <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /** One open transaction. Arguments are bound by their Java type; an {@link Instant} is bound in UTC. */
    static final class Transaction {
        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        /** Executes an insert, update or delete, and answers how many rows it met. */
        int change(String sql, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments)) {
                return statement.executeUpdate();
            }
        }

        <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments);
                    ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(row.read(rows));
                }
                return values;
            }
        }

        <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
            return list(sql, row, arguments).stream().findFirst();
        }

        /** Updates, and inserts where there was nothing to update. A race between two is settled by a retry. */
        void put(Statement update, Statement insert) throws SQLException {
            if (change(update.sql(), update.arguments().toArray()) == 0) {
                change(insert.sql(), insert.arguments().toArray());
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int index = 0; index < arguments.length; index++) {
                bind(statement, index + 1, arguments[index]);
            }
            return statement;
        }

        private static void bind(PreparedStatement statement, int position, @Nullable Object argument)
                throws SQLException {
            if (argument instanceof Instant instant) {
                statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
            } else if (argument instanceof byte[] bytes) {
                statement.setBytes(position, bytes);
            } else if (argument == null) {
                statement.setNull(position, Types.NULL);
            } else {
                statement.setObject(position, argument);
            }
        }
    }

    /** A statement with its arguments. */
    record Statement(String sql, List<Object> arguments) {
        static Statement of(String sql, Object... arguments) {
            return new Statement(sql, List.of(arguments));
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}

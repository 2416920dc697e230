package dev.sangja.server.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database of one server. Safe for use by several threads; whoever opened it closes it.
 *
 * <p>Every method of its parts throws {@link StoreException} if the database fails, and has committed when it returns.
 */
public final class Store implements AutoCloseable {
    private final JdbcConnectionPool connections;
    private final LearnerStore learners;
    private final ProgressStore progress;
    private final RunStore runs;

    private Store(JdbcConnectionPool connections, Clock clock) {
        this.connections = connections;
        Database database = new Database(connections);
        this.learners = new LearnerStore(database, clock);
        this.progress = new ProgressStore(database, clock);
        this.runs = new RunStore(database, clock);
    }

    /** Opens the database in that directory, makes it if there is none, and brings its schema up to date. */
    public static Store open(Path directory, Clock clock) {
        // WRITE_DELAY=0: a commit is in the operating system's hands when it returns, so kill -9 loses none.
        // DB_CLOSE_ON_EXIT=FALSE: the server closes it itself, after the last request.
        String file = directory.resolve("progress").toAbsolutePath().toString();
        return open("jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", clock);
    }

    /** Opens a database that lives as long as the store. */
    public static Store openInMemory(String name, Clock clock) {
        return open("jdbc:h2:mem:" + name, clock);
    }

    private static Store open(String url, Clock clock) {
        JdbcConnectionPool connections = JdbcConnectionPool.create(url, "sangja", "");
        connections.setMaxConnections(32);
        try {
            Flyway.configure()
                    .dataSource(connections)
                    .locations("classpath:dev/sangja/server/store")
                    .placeholders(Map.of("bytes", "BLOB"))
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (RuntimeException failure) {
            connections.dispose();
            throw new StoreException("open the database " + url, failure);
        }
        return new Store(connections, clock);
    }

    public LearnerStore learners() {
        return learners;
    }

    public ProgressStore progress() {
        return progress;
    }

    public RunStore runs() {
        return runs;
    }

    @Override
    public void close() {
        connections.dispose();
    }
}

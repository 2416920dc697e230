package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Json;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The states of a machine and which of them it is in, each a file of its own that is written beside and renamed. For one
 * thread at a time.
 */
final class StateLog {
    private static final String HEAD = "head.json";
    private static final String PART = "part";
    private static final String ENDING = ".json";

    private final Path directory;
    private final TreeMap<Integer, HistoryState> states = new TreeMap<>();
    private Optional<Head> head = Optional.empty();

    private StateLog(Path directory) {
        this.directory = directory;
    }

    /**
     * Where the machine is.
     *
     * @param state the state that the files were last known to be in
     * @param roots what they were then, which may have another form than the state and shows the same
     * @param at when that was known
     * @param returning whether a return has begun and is not known to have ended
     */
    record Head(int state, HistoryState.Roots roots, Instant at, boolean returning) {}

    /** Reads what is there; what is no state, or a damaged one, is passed over. */
    static StateLog open(Path directory) throws IOException {
        StateLog log = new StateLog(Files.createDirectories(directory));
        Files.deleteIfExists(directory.resolve(PART));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*" + ENDING)) {
            for (Path file : files) {
                read(file, HistoryState.class).ifPresent(state -> log.states.put(state.number(), state));
            }
        }
        log.head = read(directory.resolve(HEAD), Head.class).filter(known -> log.states.containsKey(known.state()));
        return log;
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), type, file.toString()));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    Collection<HistoryState> states() {
        return states.values();
    }

    Optional<HistoryState> find(int number) {
        return Optional.ofNullable(states.get(number));
    }

    Optional<Head> head() {
        return head;
    }

    int nextNumber() {
        return states.isEmpty() ? 1 : states.lastKey() + 1;
    }

    void add(HistoryState state) throws IOException {
        write(file(state.number()), state);
        states.put(state.number(), state);
    }

    void moveHead(Head next) throws IOException {
        write(directory.resolve(HEAD), next);
        head = Optional.of(next);
    }

    void forget(int number) throws IOException {
        states.remove(number);
        Files.deleteIfExists(file(number));
    }

    private void write(Path file, Object value) throws IOException {
        Path part = Files.write(directory.resolve(PART), Json.write(value));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(int number) {
        return directory.resolve(String.format("%08d%s", number, ENDING));
    }
}

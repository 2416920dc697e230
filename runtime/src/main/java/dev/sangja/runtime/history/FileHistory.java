package dev.sangja.runtime.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.layer.LayerSnapshot;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The states that a machine's writable files have been in. After each run that changed something the new state is
 * recorded; the way back is taken at the machine's next start, before anything is mounted, because directories below a
 * mounted overlay must not be changed.
 *
 * <p>Whatever moment the machine dies at, the record is whole: archives are finished before the record names them, the
 * record is replaced by one rename, and a way back that was begun is taken again from its start. Safe for use by
 * several threads.
 */
public final class FileHistory {
    private final Path directory;
    private final List<HistoryPlace> places;
    private final HistoryLimits limits;
    private final Clock clock;
    private final ObjectMapper json;
    private final ArchiveStore archives;
    private final Map<String, LayerSnapshot> seen = new TreeMap<>();
    private HistoryRecord record;
    private volatile String refusal = "";

    /** What a history is made of. */
    public record Setup(Path directory, List<HistoryPlace> places, HistoryLimits limits, Owners owners) {
        public Setup {
            places = List.copyOf(places);
        }
    }

    private FileHistory(Setup setup, Linux linux, Clock clock, ObjectMapper json) throws IOException {
        this.directory = setup.directory();
        this.places = setup.places();
        this.limits = setup.limits();
        this.clock = requireNonNull(clock, "clock");
        this.json = requireNonNull(json, "json");
        this.archives = new ArchiveStore(directory.resolve("archives"), linux, setup.owners());
        this.record = read();
    }

    /**
     * Opens a machine's history and goes back where that was asked for. Nothing is mounted over the places yet. Then it
     * waits for {@link #begin}.
     *
     * @param json reads and writes times and optional values
     */
    public static FileHistory open(Setup setup, Linux linux, Clock clock, ObjectMapper json) throws IOException {
        FileHistory history = new FileHistory(setup, linux, clock, json);
        history.goBack();
        return history;
    }

    /** The machine stands: its files as they are now are what the first run begins with. */
    public synchronized void begin() throws IOException {
        look();
        note(Optional.empty());
    }

    private HistoryRecord read() throws IOException {
        Path file = file();
        return Files.exists(file) ? json.readValue(file.toFile(), HistoryRecord.class) : HistoryRecord.empty();
    }

    private Path file() {
        return directory.resolve("record.json");
    }

    private void write(HistoryRecord next) throws IOException {
        Path unfinished = directory.resolve("record.unfinished");
        json.writeValue(unfinished.toFile(), next);
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        record = next;
    }

    /** All states that are known of, oldest first. */
    public synchronized List<FileState> states() {
        return record.states();
    }

    /** The number of the state that the files were last known to be in. */
    public synchronized long current() {
        return record.current();
    }

    /** A run begins: what has changed since the last look, between runs, becomes a state of its own. */
    public synchronized void before() throws IOException {
        if (look()) {
            note(Optional.empty());
        }
    }

    /** A run has ended: what it changed becomes a state. */
    public synchronized void after(UUID run) throws IOException {
        if (look()) {
            note(Optional.of(run));
        }
    }

    /** Whether anything is different from the last look. */
    private boolean look() throws IOException {
        boolean changed = false;
        for (HistoryPlace place : places) {
            LayerSnapshot now = place.scan().take();
            LayerSnapshot last = seen.put(place.name(), now);
            changed |= last == null || !last.isSameAs(now);
        }
        return changed;
    }

    private void note(Optional<UUID> run) throws IOException {
        long bytes = seen.values().stream().mapToLong(LayerSnapshot::bytes).sum();
        Map<String, String> packed = new TreeMap<>();
        String refusal = "";
        if (bytes > limits.stateBytes()) {
            refusal = bytes + " bytes of files are more than the " + limits.stateBytes() + " that are kept";
        } else {
            try {
                for (HistoryPlace place : places) {
                    packed.put(place.name(), archives.pack(place.directory()));
                }
            } catch (IOException | LayerException failure) {
                packed.clear();
                refusal = "the files could not be packed: " + failure.getMessage();
            }
        }
        Optional<FileState> current = record.find(record.current());
        if (refusal.isEmpty()
                && current.filter(state -> state.archives().equals(packed)).isPresent()) {
            return;
        }
        FileState state =
                new FileState(record.last() + 1, record.current(), run, clock.instant(), packed, bytes, refusal);
        write(pruned(record.with(state, limits.states())));
        archives.keepOnly(named(record));
    }

    /** Forgets the oldest states until the rest fits; the newest one and those that share its archives cost nothing. */
    private HistoryRecord pruned(HistoryRecord full) throws IOException {
        HistoryRecord rest = full;
        for (FileState oldest : full.states()) {
            if (bytes(named(rest)) <= limits.bytes() || oldest.number() == full.current()) {
                return rest;
            }
            rest = oldest.kept() ? rest.replacing(oldest.forgotten("newer states needed its room")) : rest;
        }
        return rest;
    }

    private long bytes(Set<String> names) throws IOException {
        long bytes = 0;
        for (String name : names) {
            bytes += Files.size(directory.resolve("archives").resolve(name));
        }
        return bytes;
    }

    private static Set<String> named(HistoryRecord record) {
        Set<String> names = new HashSet<>();
        record.states().forEach(state -> names.addAll(state.archives().values()));
        return names;
    }

    /**
     * Asks that the files be as they were in that state when the machine starts next.
     *
     * @throws HistoryException if there is no such state, or it was not kept
     */
    public synchronized void want(long number) throws IOException {
        kept(number);
        write(record.wanting(number));
    }

    /** The state before a run's, which is where its files began. */
    public synchronized FileState beforeRun(UUID run) {
        FileState after = record.states().stream()
                .filter(state -> state.run().equals(Optional.of(run)))
                .findFirst()
                .orElseThrow(() -> new HistoryException("the run changed no files, or its state is forgotten"));
        return kept(after.parent());
    }

    private FileState kept(long number) {
        FileState state = record.find(number).orElseThrow(() -> new HistoryException("there is no state " + number));
        if (!state.kept()) {
            throw new HistoryException("state " + number + " was not kept: " + state.refusal());
        }
        return state;
    }

    /**
     * The whole state is unpacked beside the files before anything of them is touched. If that cannot be done, they
     * stay as they are. If the machine dies between the two, the next start does it again.
     */
    private void goBack() throws IOException {
        if (record.wanted() == 0) {
            return;
        }
        Path restored = directory.resolve("restored");
        try {
            FileState state = kept(record.wanted());
            for (int index = 0; index < places.size(); index++) {
                Path ready = restored.resolve(Integer.toString(index));
                empty(ready);
                prepare(ready, places.get(index).directory());
                archives.unpack(archive(state, places.get(index)), ready);
            }
            for (int index = 0; index < places.size(); index++) {
                exchange(places.get(index).directory(), restored.resolve(Integer.toString(index)));
            }
            write(record.at(state.number()));
        } catch (IOException | LayerException | HistoryException failure) {
            refusal = String.valueOf(failure.getMessage());
            write(record.at(record.current()));
        }
        remove(restored);
    }

    /** A directory to unpack into, with the owner and mode of the one whose place it takes. */
    private static void prepare(Path ready, Path model) throws IOException {
        Files.createDirectories(ready);
        Files.createDirectories(model);
        for (String name : List.of("unix:uid", "unix:gid")) {
            Files.setAttribute(ready, name, Files.getAttribute(model, name));
        }
        Files.setPosixFilePermissions(ready, Files.getPosixFilePermissions(model));
    }

    private static void exchange(Path place, Path ready) throws IOException {
        Path old = ready.resolveSibling(ready.getFileName() + ".old");
        empty(old);
        Files.deleteIfExists(old);
        Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(ready, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String archive(FileState state, HistoryPlace place) {
        return Optional.ofNullable(state.archives().get(place.name()))
                .orElseThrow(() -> new HistoryException("state " + state.number() + " has no " + place.name()));
    }

    /** Why the way back that was asked for at the last start could not be taken, in English; empty if it could. */
    public String refusal() {
        return refusal;
    }

    /** What differs between two kept states, place by place, without a place where nothing does. */
    public synchronized List<LayerDiff> compare(long before, long after) throws IOException {
        FileState old = kept(before);
        FileState young = kept(after);
        Path scratch = directory.resolve("comparison");
        List<LayerDiff> diffs = new ArrayList<>();
        for (HistoryPlace place : places) {
            if (!archive(old, place).equals(archive(young, place))) {
                diffs.add(compare(place, scratch, old, young));
            }
        }
        return diffs.stream().filter(diff -> !diff.changes().isEmpty()).toList();
    }

    private LayerDiff compare(HistoryPlace place, Path scratch, FileState old, FileState young) throws IOException {
        try {
            UpperScan scan = new UpperScan(scratch, place.lower(), ScanLimits.DEFAULT);
            LayerSnapshot first = unpacked(scan, scratch, archive(old, place));
            LayerSnapshot second = unpacked(scan, scratch, archive(young, place));
            return LayerComparison.ofCopies(place.name(), first, second, ScanLimits.DEFAULT);
        } finally {
            remove(scratch);
        }
    }

    private LayerSnapshot unpacked(UpperScan scan, Path scratch, String archive) throws IOException {
        Files.createDirectories(scratch);
        empty(scratch);
        archives.unpack(archive, scratch);
        return scan.take();
    }

    private static void remove(Path directory) throws IOException {
        empty(directory);
        Files.deleteIfExists(directory);
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                if (!emptied.equals(directory)) {
                    Files.delete(emptied);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

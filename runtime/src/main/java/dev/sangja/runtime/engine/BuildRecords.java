package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.BuildCache;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The build cache of a machine: a line for each step in a file that only grows, and is written anew when it is opened.
 * A line that was not written to its end counts for nothing. The oldest steps go when there are too many. Safe for use
 * by several threads.
 */
final class BuildRecords implements BuildCache, ImageLibrary.References {
    private static final int MOST = 2_000;

    private final Path file;
    private final Map<Digest, Entry> entries = new LinkedHashMap<>();

    private BuildRecords(Path file) {
        this.file = file;
    }

    static BuildRecords open(Path file) {
        BuildRecords records = new BuildRecords(file);
        try {
            records.load();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the build cache", failure);
        }
        return records;
    }

    private synchronized void load() throws IOException {
        if (Files.exists(file)) {
            for (String line :
                    Files.readString(file, StandardCharsets.US_ASCII).lines().toList()) {
                read(line);
            }
        }
        rewrite();
    }

    private void read(String line) {
        String[] fields = line.split(" ", -1);
        if (!fields[fields.length - 1].equals(".")) {
            return;
        }
        try {
            Digest key = new Digest(fields[0]);
            Instant created = Instant.parse(fields[1]);
            Optional<Layer> layer = fields.length == 3
                    ? Optional.empty()
                    : Optional.of(new Layer(
                            new Descriptor(fields[2], new Digest(fields[3]), Long.parseLong(fields[4])),
                            new Digest(fields[5])));
            add(key, new Entry(created, layer));
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException damaged) {
            // Whatever it said is carried out again.
        }
    }

    private void add(Digest key, Entry entry) {
        entries.remove(key);
        entries.put(key, entry);
        Iterator<Digest> oldest = entries.keySet().iterator();
        while (entries.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    private static String line(Digest key, Entry entry) {
        String layer = entry.layer()
                .map(made -> " " + made.blob().mediaType() + " "
                        + made.blob().digest().hex() + " " + made.blob().size() + " "
                        + made.diffId().hex())
                .orElse("");
        return key.hex() + " " + entry.created() + layer + " .\n";
    }

    private void rewrite() throws IOException {
        StringBuilder all = new StringBuilder();
        entries.forEach((key, entry) -> all.append(line(key, entry)));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, all, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public synchronized Optional<Entry> find(Digest key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized void put(Digest key, Entry entry) {
        add(key, entry);
        try {
            Files.writeString(
                    file,
                    line(key, entry),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the build cache", failure);
        }
    }

    /** Forgets everything. */
    synchronized void clear() throws IOException {
        entries.clear();
        rewrite();
    }

    @Override
    public synchronized Set<Digest> referenced() {
        Set<Digest> digests = new HashSet<>();
        for (Entry entry : entries.values()) {
            entry.layer().ifPresent(layer -> {
                digests.add(layer.diffId());
                digests.add(layer.blob().digest());
            });
        }
        return digests;
    }
}

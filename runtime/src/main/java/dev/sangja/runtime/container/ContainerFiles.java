package dev.sangja.runtime.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of containers on disk: {@code <directory>/<id>/container.json}, each replaced whole by rename(2). The
 * death of the process at any point leaves the old record or the new one. It is not flushed to the device, because that
 * would cost more than starting a container does: after a power cut a record may be missing or unreadable, and is left
 * out.
 */
final class ContainerFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerFiles.class);
    private static final String RECORD = "container.json";
    private static final String NEXT = "container.json.next";

    private final Path directory;
    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    ContainerFiles(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory of containers " + directory, e);
        }
    }

    /** Where that container's record lies, and whatever else belongs to it. */
    Path of(ContainerId id) {
        return directory.resolve(id.value());
    }

    void write(ContainerRecord container) {
        Path home = of(container.id());
        try {
            Files.createDirectories(home);
            Path next = home.resolve(NEXT);
            Files.write(next, mapper.writeValueAsBytes(container));
            Files.move(next, home.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot store container " + container.id().shortForm(), e);
        }
    }

    /** Takes the record away, so that what is left of its directory belongs to nobody. */
    void delete(ContainerId id) {
        try {
            Files.deleteIfExists(of(id).resolve(RECORD));
            Files.deleteIfExists(of(id).resolve(NEXT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the record of container " + id.shortForm(), e);
        }
    }

    /** Every record that can be read. */
    List<ContainerRecord> readAll() {
        List<ContainerRecord> records = new ArrayList<>();
        for (Path home : homes()) {
            Path file = home.resolve(RECORD);
            if (Files.exists(file)) {
                try {
                    records.add(mapper.readValue(Files.readAllBytes(file), ContainerRecord.class));
                } catch (JsonProcessingException e) {
                    LOG.warn("the record of container {} cannot be understood and is left out", home.getFileName(), e);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + file, e);
                }
            }
        }
        return records;
    }

    /** The directories in which no record lies: of containers whose making or removal was cut short. */
    List<Path> leftovers() {
        return homes().stream()
                .filter(home -> !Files.exists(home.resolve(RECORD)))
                .toList();
    }

    private List<Path> homes() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}

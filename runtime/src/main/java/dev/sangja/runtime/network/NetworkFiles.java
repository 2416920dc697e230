package dev.sangja.runtime.network;

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
 * The records of networks on disk: {@code <directory>/<id>.json}, each put there whole by rename(2). The death of the
 * process at any point leaves a record or none.
 */
final class NetworkFiles {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkFiles.class);
    private static final String ENDING = ".json";

    private final Path directory;
    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    NetworkFiles(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the directory of networks " + directory, failure);
        }
    }

    void write(NetworkRecord network) {
        try {
            Path next = directory.resolve(network.id() + ".next");
            Files.write(next, mapper.writeValueAsBytes(network));
            Files.move(next, of(network), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot store the network " + network.name(), failure);
        }
    }

    void delete(NetworkRecord network) {
        try {
            Files.deleteIfExists(of(network));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete the record of the network " + network.name(), failure);
        }
    }

    /** Every record that can be read. */
    List<NetworkRecord> readAll() {
        List<NetworkRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                try {
                    records.add(mapper.readValue(Files.readAllBytes(file), NetworkRecord.class));
                } catch (JsonProcessingException unreadable) {
                    LOG.warn("the record {} cannot be understood and is left out", file.getFileName(), unreadable);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the networks in " + directory, failure);
        }
        return records;
    }

    private Path of(NetworkRecord network) {
        return directory.resolve(network.id() + ENDING);
    }
}

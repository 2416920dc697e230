package dev.sangja.runtime.volume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.runtime.container.ContainerProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every volume of one machine: {@code <directory>/<name>/_data} and a record beside it. A volume comes and goes with
 * one rename(2), so that the death of the process leaves it whole or not there. Safe for use by several threads.
 */
public final class VolumeRegister {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeRegister.class);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}");
    private static final String DATA = "_data";
    private static final String RECORD = "volume.json";
    private static final int MOST = 256;

    private final Path directory;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, VolumeRecord> volumes = new TreeMap<>();
    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Reads what an earlier engine left, and clears away what it left half done. */
    public VolumeRegister(Path directory, Clock clock, RandomGenerator random) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        try {
            Files.createDirectories(directory);
            try (Stream<Path> all = Files.list(directory)) {
                all.forEach(this::read);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the volumes in " + directory, failure);
        }
    }

    private void read(Path home) {
        if (home.getFileName().toString().startsWith(".")) {
            delete(home);
            return;
        }
        try {
            VolumeRecord volume = mapper.readValue(Files.readAllBytes(home.resolve(RECORD)), VolumeRecord.class);
            volumes.put(volume.name(), volume);
        } catch (JsonProcessingException unreadable) {
            LOG.warn("the record of volume {} cannot be understood and is left out", home.getFileName(), unreadable);
        } catch (IOException absent) {
            LOG.warn("there is no record of volume {}", home.getFileName());
        }
    }

    /** Every volume by name. */
    public synchronized List<VolumeRecord> all() {
        return List.copyOf(volumes.values());
    }

    /** The volume of that name, if there is one. */
    public synchronized Optional<VolumeRecord> find(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    /** Refuses a name that no volume can have. */
    public static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ContainerProblem.InvalidParameter("create " + name + ": \"" + name
                    + "\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are"
                    + " allowed. If you intended to pass a host directory, use absolute path");
        }
    }

    /**
     * Makes a volume.
     *
     * @param wanted its name; one that is long and random if empty, and then it is anonymous
     */
    public synchronized VolumeRecord create(Optional<String> wanted, Map<String, String> labels) {
        wanted.ifPresent(VolumeRegister::check);
        String name = wanted.orElseGet(this::randomName);
        VolumeRecord known = volumes.get(name);
        if (known != null) {
            return known;
        }
        if (volumes.size() >= MOST) {
            throw new ContainerProblem.Refused(
                    "this machine has " + volumes.size() + " volumes already, and may have no more");
        }
        VolumeRecord volume = new VolumeRecord(name, wanted.isEmpty(), labels, clock.instant());
        Path building = directory.resolve("." + name);
        try {
            delete(building);
            Files.createDirectories(building.resolve(DATA));
            Files.setPosixFilePermissions(building.resolve(DATA), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.write(building.resolve(RECORD), mapper.writeValueAsBytes(volume));
            Files.move(building, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new ContainerProblem.EngineFailed("create " + name + ": " + failure.getMessage(), failure);
        }
        volumes.put(name, volume);
        return volume;
    }

    /** Removes a volume with all that is in it. */
    public synchronized void remove(VolumeRecord volume) {
        Path leaving = directory.resolve("." + volume.name());
        try {
            delete(leaving);
            Files.move(directory.resolve(volume.name()), leaving, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new ContainerProblem.EngineFailed("remove " + volume.name() + ": " + failure.getMessage(), failure);
        }
        volumes.remove(volume.name());
        delete(leaving);
    }

    /** Where its files lie. */
    public Path directory(VolumeRecord volume) {
        return directory.resolve(volume.name()).resolve(DATA);
    }

    private String randomName() {
        StringBuilder name = new StringBuilder();
        for (int part = 0; part < 4; part++) {
            name.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        return name.toString();
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException failure) {
            LOG.warn("a removed volume stays on disk: {}", tree, failure);
        }
    }
}

package dev.sangja.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that adds, renames, removes and collects images is killed again and again, at moments a seed chooses. */
@Timeout(180)
class StoreKillIT {
    private static final Linux LINUX = Linux.system(Recorder.none());
    private static final int DEATHS = 12;
    private static final int FILES = 40;

    @TempDir
    private Path temporary;

    @Test
    void leavesAReadableStoreWheneverItsWriterIsKilled() throws Exception {
        StoreWriter.open(temporary.resolve("shared"), LINUX, Owners.ofThisProcess());
        Random random = new Random(7);
        int acknowledged = 0;
        for (int death = 0; death < DEATHS; death++) {
            List<String> said = killAfter(1 + random.nextInt(4), random.nextInt(30_000_000));
            ImageLibrary library = open(temporary);
            for (String name : said) {
                acknowledged++;
                assertThat(library.find(ImageReference.parse(name))).as(name).isPresent();
            }
            for (StoredImage stored : library.images()) {
                verify(library, stored.image());
            }
            library.collect();
            assertThat(library.store().directory().resolve("unfinished")).isEmptyDirectory();
            assertNothingUnused(library);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(DEATHS);
    }

    /** The names that the writer said it had given, before it was killed in the midst of whatever came next. */
    private List<String> killAfter(int images, int nanos) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = writer.inputReader(StandardCharsets.UTF_8)) {
            while (said.size() < images) {
                String line = reader.readLine();
                assertThat(line).as("the writer ended by itself").isNotNull();
                said.add(line);
            }
            // Not to wait for something, but to die somewhere in the middle of the next image.
            java.util.concurrent.locks.LockSupport.parkNanos(nanos);
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static void verify(ImageLibrary library, Image image) throws IOException {
        BlobStore blobs = library.store().blobs();
        blobs.read(image.manifest());
        blobs.read(image.configuration());
        for (Descriptor layer : image.layers()) {
            try (var in = blobs.open(layer)) {
                in.readAllBytes();
            }
        }
        for (Path directory : library.lowerDirectories(image)) {
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).hasSize(FILES);
            }
        }
    }

    private static void assertNothingUnused(ImageLibrary library) throws IOException {
        long blobs = library.images().stream()
                .flatMap(image -> StoreSweep.parts(image.image()).stream())
                .distinct()
                .filter(library.store().blobs()::has)
                .count();
        try (Stream<Path> files = Files.list(library.store().directory().resolve("blobs/sha256"))) {
            assertThat(files).hasSize((int) blobs);
        }
    }

    static ImageLibrary open(Path directory) throws IOException {
        return ImageLibrary.open(
                new ImageLibrary.Setup(
                        directory.resolve("own"),
                        directory.resolve("shared"),
                        name -> false,
                        Owners.ofThisProcess(),
                        () -> 1L << 30),
                LINUX);
    }

    /** The process that is killed. */
    static final class Writer {
        private Writer() {}

        /** Adds images for ever, each under one of five names, and tells each name once it is given. */
        public static void main(String[] arguments) throws IOException {
            ImageLibrary library = open(Path.of(arguments[0]));
            Random random = new Random();
            while (true) {
                ImageReference name = ImageReference.parse("my/app:" + random.nextInt(5));
                try (Construction work = library.begin()) {
                    Layer layer = work.writeLayer(writer -> {
                        for (int i = 0; i < FILES; i++) {
                            byte[] bytes = new byte[20_000];
                            random.nextBytes(bytes);
                            writer.write(new LayerEntry.RegularFile(
                                    "f" + i,
                                    EntryMetadata.ofRoot(0644, Instant.EPOCH),
                                    bytes.length,
                                    () -> new ByteArrayInputStream(bytes)));
                        }
                    });
                    ImageConfig config = new ImageConfig(
                            Optional.of(Instant.now()),
                            "amd64",
                            "linux",
                            ImageConfig.Execution.empty(),
                            ImageConfig.RootFileSystem.of(List.of(layer.diffId())),
                            List.of());
                    library.tag(name, work.create(config, List.of(layer)));
                    say(name);
                }
                for (StoredImage stored : library.images()) {
                    if (stored.names().isEmpty()) {
                        library.remove(stored.image());
                    }
                }
                library.collect();
            }
        }

        private static void say(ImageReference name) {
            System.out.println(name);
            System.out.flush();
        }
    }
}

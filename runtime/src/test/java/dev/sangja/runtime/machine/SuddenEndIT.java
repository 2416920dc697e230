package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever makes machines is killed at any moment of their lives: the kernel takes everything back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SuddenEndIT {
    private static final int KILLS = 12;
    private static final int LATEST_MILLIS = 1500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void killingTheMakerAtAnyMomentLeavesNoProcessAndNoMount() throws Exception {
        Random moments = new Random(20_261_128);
        for (int kill = 0; kill < KILLS; kill++) {
            Path machines = directory.resolve("machines" + kill);
            Process maker = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LaunchLoop.class.getName(),
                            machines.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int moment = moments.nextInt(LATEST_MILLIS);
            try (BufferedReader said = maker.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo(LaunchLoop.BEGUN);
                // The moment is the point here: another one each time, from before the first step to a machine at work.
                assertThat(maker.waitFor(moment, TimeUnit.MILLISECONDS)).isFalse();
            } finally {
                maker.destroyForcibly().waitFor();
            }

            assertThat(leftAfterAWhile(machines))
                    .as("killed after %d ms", moment)
                    .isEmpty();
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(directory.toString());
    }

    private static List<String> leftAfterAWhile(Path machines) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = left(machines);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left = left(machines);
        }
        return left;
    }

    /** The processes that were started over those files, or see them. */
    private static List<String> left(Path machines) throws IOException {
        List<String> left = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                for (String file : List.of("cmdline", "mountinfo")) {
                    if (text(process.resolve(file)).contains(machines.toString())) {
                        left.add(process.getFileName() + " "
                                + text(process.resolve("cmdline")).replace('\0', ' '));
                        break;
                    }
                }
            }
        }
        return left;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}

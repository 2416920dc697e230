package dev.sangja.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Takes pictures of the pages, for people to look at: {@code target/look/*.png}. */
class LookIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path LOOK = Path.of("target/look");

    @Test
    void picturesEveryPageInBothLanguagesAndLights() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed");
        Files.createDirectories(LOOK);
        List<Path> pictures = new ArrayList<>();
        try (LookServer server = new LookServer(0)) {
            String only = System.getProperty("look", "");
            for (Shot shot : Shot.all()) {
                if (only.isEmpty() || shot.name().matches(only)) {
                    pictures.add(shot.take(server.port()));
                }
            }
        }
        assertThat(pictures)
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(picture)
                        .exists()
                        .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(5_000)));
    }

    private record Shot(String name, String address, int width, int height, boolean dark) {
        static List<Shot> all() {
            return List.of(
                    new Shot("home-ko", "/", 1280, 1250, false),
                    new Shot("home-en-dark", "/?lang=en", 1280, 1250, true),
                    new Shot("home-new-phone", "/new", 390, 1200, false),
                    new Shot("step-ko", "/step", 1280, 2600, false),
                    new Shot("step-en-dark", "/step?lang=en", 1680, 2600, true),
                    new Shot("step-phone", "/step", 390, 3000, false),
                    new Shot("open-ko", "/open", 1280, 6200, false),
                    new Shot("open-en-dark", "/open?lang=en", 1280, 6200, true),
                    new Shot("open-phone", "/open", 390, 6500, false),
                    new Shot("uts-ko", "/uts", 1280, 2400, false),
                    new Shot("gone-ko", "/gone", 1280, 2000, false),
                    new Shot("doctor-ko", "/doctor", 1280, 900, false),
                    new Shot("unsupported-ko", "/unsupported", 1280, 800, false),
                    new Shot("missing-ko", "/lessons/namespace", 1280, 700, false),
                    new Shot("failed-phone", "/failed", 390, 700, true));
        }

        Path take(int port) throws IOException, InterruptedException {
            Path picture = LOOK.resolve(name + ".png").toAbsolutePath();
            Path profile = Files.createTempDirectory("look");
            List<String> command = new ArrayList<>(List.of(
                    CHROMIUM.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--virtual-time-budget=4000",
                    "--user-data-dir=" + profile,
                    "--window-size=" + width + "," + height,
                    "--screenshot=" + picture));
            if (dark) {
                command.add("--blink-settings=preferredColorScheme=0");
            }
            command.add("http://127.0.0.1:" + port + address);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(LOOK.resolve(name + ".log").toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(name).isTrue();
            return picture;
        }
    }
}

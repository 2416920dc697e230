package dev.sangja.server.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command that was tried.
 *
 * @param fact what was tried and what came of it, in English
 */
record Attempt(boolean succeeded, String fact) {
    private static final long PATIENCE_SECONDS = 10;

    static Attempt of(List<String> command) {
        String said = String.join(" ", command.size() > 6 ? command.subList(0, 6) : command);
        Path output = null;
        try {
            output = Files.createTempFile("sangja-doctor", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Attempt(false, said + ": no end after " + PATIENCE_SECONDS + " s");
            }
            boolean succeeded = process.exitValue() == 0;
            String text = firstLine(Files.readString(output, StandardCharsets.UTF_8));
            return new Attempt(
                    succeeded,
                    succeeded ? said : said + ": " + (text.isEmpty() ? "exit " + process.exitValue() : text));
        } catch (IOException failure) {
            return new Attempt(
                    false, said + ": " + String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Attempt(false, said + ": interrupted");
        } finally {
            delete(output);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException left) {
                // A temporary file of a few bytes stays behind.
            }
        }
    }
}

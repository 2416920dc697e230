package dev.sangja.runtime.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The minimal init that {@code docker run --init} puts before the program: it passes signals on and reaps orphans. */
final class InitProgram {
    /** Where it lies in the engine's root. */
    static final String PATH = EnginePaths.MACHINE + "/init";

    private InitProgram() {}

    /** Writes it, once for each engine. */
    static void install() {
        try (InputStream program = InitProgram.class.getResourceAsStream("init.sh")) {
            if (program == null) {
                throw new IOException("resource init.sh is missing");
            }
            Files.write(Path.of(PATH), program.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot install " + PATH, failure);
        }
    }

    /** Makes the file that it is bound over, and returns its path. */
    static String pointIn(String root, String path) {
        Path point = Path.of(root + path);
        try {
            if (!Files.exists(point)) {
                Files.createFile(point);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + point, failure);
        }
        return point.toString();
    }
}

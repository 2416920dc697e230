package dev.sangja.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting as an ordinary user, whom root becomes for it. */
class FileTreeIT {
    private static final String NOBODY = "65534";

    @TempDir
    Path directory;

    @Test
    void aUserWithoutSubordinateIdsDeletesWhatOverlayfsLeavesBehind() throws Exception {
        assumeTrue(
                (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "becoming another user takes root");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path tree = Files.createDirectories(directory.resolve("tree/work/work"));
        for (Path path = tree;
                !path.equals(directory);
                path = path.resolve("..").normalize()) {
            Files.setAttribute(path, "unix:uid", Integer.parseInt(NOBODY));
        }
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("---------"));
        for (Class<?> needed : List.of(FileTree.class, TreeDeletion.class)) {
            copy(needed);
        }

        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        NOBODY,
                        "--regid",
                        NOBODY,
                        "--clear-groups",
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        directory.toString(),
                        TreeDeletion.class.getName(),
                        directory.resolve("tree").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(directory.resolve("tree")).doesNotExist();
    }

    private void copy(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path target = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            Files.copy(in, target);
        }
    }
}

package dev.sangja.server.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class FileTree {
    private FileTree() {}

    /**
     * Deletes a tree. Links are not followed: what the learner made leads nowhere. What belongs to an ordinary user's
     * subordinate ids, because a learner was somebody else inside, only root of a user namespace can delete;
     * user_namespaces(7).
     */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException | AccessDeniedException | DirectoryNotEmptyException denied) {
            deleteAsNamespaceRoot(tree, denied);
        }
    }

    private static void deleteAsNamespaceRoot(Path tree, Exception denied) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        "unshare",
                        "--map-root-user",
                        "--map-auto",
                        "rm",
                        "-rf",
                        "--",
                        tree.toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(2000), StandardCharsets.UTF_8).strip();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (process.waitFor() != 0) {
                throw new IOException("cannot delete " + tree + ": " + said, denied);
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while deleting " + tree, interrupted);
        }
    }
}

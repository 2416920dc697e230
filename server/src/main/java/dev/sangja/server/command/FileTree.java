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
import java.util.ArrayList;
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

    /**
     * With all of the user's ids, or where newuidmap(1) is not there, and so nothing can belong to another id, with its
     * own alone: overlayfs leaves directories that nobody may enter.
     */
    private static void deleteAsNamespaceRoot(Path tree, Exception denied) throws IOException {
        String refusal = removed(tree, List.of("--map-root-user", "--map-auto"));
        if (!refusal.isEmpty()) {
            refusal = removed(tree, List.of("--map-root-user"));
        }
        if (!refusal.isEmpty()) {
            throw new IOException("cannot delete " + tree + ": " + refusal, denied);
        }
    }

    /** Returns what rm(1) said if it failed. */
    private static String removed(Path tree, List<String> ids) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare"));
        command.addAll(ids);
        command.addAll(List.of("rm", "-rf", "--", tree.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(2000), StandardCharsets.UTF_8).strip();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor() == 0 ? "" : said + " (exit code " + process.exitValue() + ")";
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while deleting " + tree, interrupted);
        }
    }
}

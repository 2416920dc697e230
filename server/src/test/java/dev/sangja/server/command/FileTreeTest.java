package dev.sangja.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted of what machines leave. */
final class FileTreeTest {
    @TempDir
    private Path directory;

    @Test
    void deletesATreeAndNothingThatItsLinksLeadTo() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "kept");
        Path tree = directory.resolve("machine/files");
        Files.createDirectories(tree.resolve("deep"));
        Files.createSymbolicLink(tree.resolve("deep/link"), outside);
        Files.createSymbolicLink(tree.resolve("up"), directory);
        Files.createSymbolicLink(tree.resolve("nowhere"), Path.of("/nonexistent"));

        FileTree.delete(directory.resolve("machine"));

        assertThat(directory.resolve("machine")).doesNotExist();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void hasNothingToDoWhereThereIsNothing() throws IOException {
        FileTree.delete(directory.resolve("never"));

        assertThat(directory).isEmptyDirectory();
    }
}

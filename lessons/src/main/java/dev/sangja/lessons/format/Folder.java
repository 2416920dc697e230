package dev.sangja.lessons.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of lessons are read from: the class path of the product, or a directory in tests. */
public interface Folder {
    /**
     * The text of the file at that path below the folder; empty if there is none.
     *
     * @throws UncheckedIOException if it is there and cannot be read
     */
    Optional<String> read(String path);

    /** The folder of that name inside this one. */
    default Folder folder(String name) {
        return path -> read(name + "/" + path);
    }

    /** The lessons on the class path. */
    static Folder ofProduct() {
        return path -> {
            try (InputStream file = Folder.class.getResourceAsStream("/lessons/" + path)) {
                return file == null
                        ? Optional.empty()
                        : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    /** A directory of the file system. */
    static Folder of(Path directory) {
        return path -> {
            Path file = directory.resolve(path);
            try {
                return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }
}

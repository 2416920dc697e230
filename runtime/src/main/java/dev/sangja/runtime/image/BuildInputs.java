package dev.sangja.runtime.image;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an image was built from, and what came out: enough to tell in milliseconds whether building it again could give
 * anything else. A file counts as unchanged when its size, times and inode are.
 *
 * @param recipe digest of everything that is not a file of the host
 * @param manifest the image that came out
 * @param files one line for each file of the host: size, modification and change time, inode, path
 */
record BuildInputs(Digest recipe, Digest manifest, List<String> files) {
    private static final String WANTED = "unix:size,lastModifiedTime,ctime,ino";

    static BuildInputs of(Digest recipe, Digest manifest, Collection<Path> sources) throws IOException {
        List<String> files = new ArrayList<>();
        for (Path source : new TreeSet<>(sources)) {
            files.add(state(source));
        }
        return new BuildInputs(recipe, manifest, List.copyOf(files));
    }

    static Optional<BuildInputs> parse(byte[] text) {
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BuildInputs(
                    Digest.parse(lines.get(0)), Digest.parse(lines.get(1)), lines.subList(2, lines.size())));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    byte[] text() {
        String head = recipe + "\n" + manifest + "\n";
        return (head + String.join("\n", files)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the files are still as they were. */
    boolean filesUnchanged() throws IOException {
        for (String line : files) {
            String[] parts = line.split(" ", 5);
            if (parts.length != 5 || !line.equals(state(Path.of(parts[4])))) {
                return false;
            }
        }
        return true;
    }

    private static String state(Path path) throws IOException {
        try {
            var values = Files.readAttributes(path, WANTED);
            return values.get("size") + " " + values.get("lastModifiedTime") + " " + values.get("ctime") + " "
                    + values.get("ino") + " " + path;
        } catch (NoSuchFileException gone) {
            return "gone " + path;
        }
    }
}

package dev.sangja.runtime.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the libraries that a program needs, in the order in which ld.so(8) looks: the object's own search path, the
 * directories of {@code /etc/ld.so.conf}, the loader's defaults. No foreign program is run for it, as ldd(1) would.
 */
final class LibrarySearch {
    private static final Path CONFIGURATION = Path.of("/etc/ld.so.conf");
    private static final List<Path> DEFAULTS =
            List.of(Path.of("/lib64"), Path.of("/usr/lib64"), Path.of("/lib"), Path.of("/usr/lib"));

    private final List<Path> directories;
    private final Map<Path, Optional<ElfFile>> read = new HashMap<>();

    LibrarySearch(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** The directories of this host. */
    static LibrarySearch ofHost() throws IOException {
        List<Path> directories = new ArrayList<>();
        readConfiguration(CONFIGURATION, directories, 0);
        directories.addAll(DEFAULTS);
        return new LibrarySearch(directories);
    }

    /** The object at that path, read once. */
    Optional<ElfFile> elf(Path path) throws IOException {
        Optional<ElfFile> known = read.get(path);
        if (known == null) {
            known = ElfFile.read(path);
            read.put(path, known);
        }
        return known;
    }

    /**
     * All libraries that the program needs, directly or through others, by the name under which they are asked for;
     * without the loader itself, which it names by path.
     */
    Map<String, Path> librariesOf(Path program) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        Deque<Path> open = new ArrayDeque<>(List.of(program));
        while (!open.isEmpty()) {
            Path object = open.pop();
            ElfFile elf = elf(object).orElseThrow(() -> new IOException("not an ELF object: " + object));
            for (String name : elf.needed()) {
                if (!found.containsKey(name)) {
                    Path library = find(name, elf, object)
                            .orElseThrow(() -> new IOException(object + " needs " + name + ", which is not there"));
                    found.put(name, library);
                    open.push(library);
                }
            }
        }
        return found;
    }

    private Optional<Path> find(String name, ElfFile asking, Path object) throws IOException {
        List<Path> places = new ArrayList<>();
        Path origin = object.toAbsolutePath().getParent();
        for (String place : asking.searchPaths()) {
            if (!place.isEmpty() && origin != null) {
                places.add(Path.of(place.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", origin.toString())));
            }
        }
        places.addAll(directories);
        for (Path place : places) {
            Path candidate = place.resolve(name);
            if (Files.isRegularFile(candidate)
                    && elf(candidate.toRealPath()).filter(asking::fits).isPresent()) {
                return Optional.of(candidate.toRealPath());
            }
        }
        return Optional.empty();
    }

    private static void readConfiguration(Path file, List<Path> directories, int depth) throws IOException {
        if (depth > 8 || !Files.isReadable(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            String words = line.replaceAll("#.*", "").strip();
            if (words.startsWith("include ")) {
                include(
                        Path.of("/etc")
                                .resolve(words.substring("include ".length()).strip()),
                        directories,
                        depth);
            } else if (words.startsWith("/")) {
                directories.add(Path.of(words));
            }
        }
    }

    private static void include(Path pattern, List<Path> directories, int depth) throws IOException {
        Path parent = pattern.getParent();
        Path name = pattern.getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, name.toString())) {
            stream.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
            readConfiguration(file, directories, depth + 1);
        }
    }
}

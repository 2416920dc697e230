package dev.sangja.runtime.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The layer that makes the base image a host to work on: the host's real tools, exactly the libraries they need, and
 * the few files of data without which they do not work. Tools stand under {@code /usr}; {@code /bin/NAME} leads to
 * them, so that no busybox applet of the layer below is met in their place.
 */
final class WorkbenchContents {
    private static final List<String> TERMINALS = List.of(
            "ansi",
            "dumb",
            "linux",
            "screen",
            "screen-256color",
            "tmux-256color",
            "vt100",
            "vt220",
            "xterm",
            "xterm-256color",
            "xterm-color");
    private static final List<Path> TERMINFO =
            List.of(Path.of("/lib/terminfo"), Path.of("/usr/lib/terminfo"), Path.of("/usr/share/terminfo"));
    private static final List<Path> ROUTING_NAMES =
            List.of(Path.of("/etc/iproute2"), Path.of("/usr/share/iproute2"), Path.of("/usr/lib/iproute2"));
    private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

    private final LayerContents contents = new LayerContents();
    private final Set<Path> sources = new TreeSet<>();
    private final LibrarySearch search;
    private Optional<Path> loader = Optional.empty();

    private WorkbenchContents(LibrarySearch search) {
        this.search = search;
    }

    /** Gathers everything; {@link IOException} if a tool needs a library that is not there. */
    static WorkbenchContents gather(HostTools tools, LibrarySearch search) throws IOException {
        WorkbenchContents workbench = new WorkbenchContents(search);
        workbench.addTools(tools.found());
        workbench.addLibraries(tools.found().values());
        workbench.addData();
        HostFiles.addTo(workbench.contents);
        return workbench;
    }

    LayerContents contents() {
        return contents;
    }

    /** The files of the host that it is made of. */
    Set<Path> sources() {
        return Set.copyOf(sources);
    }

    private void addTools(Map<Tool, Path> found) throws IOException {
        Map<Path, String> placed = new TreeMap<>();
        boolean dash = found.keySet().stream().anyMatch(tool -> tool.name().equals("dash"));
        for (var entry : found.entrySet()) {
            String name = entry.getKey().name();
            Path real = entry.getValue().toRealPath();
            String directory = entry.getValue().toString().contains("/sbin/") ? "usr/sbin" : "usr/bin";
            String path = directory + "/" + name;
            String first = placed.putIfAbsent(real, path);
            if (first == null) {
                copy(path, real);
            } else {
                // One program under several names, such as pgrep and pkill.
                contents.link(
                        path, Path.of(directory).relativize(Path.of(first)).toString());
            }
            contents.link("bin/" + name, "../" + path);
        }
        contents.link("bin/sh", "../usr/bin/" + (dash ? "dash" : "bash"));
        // A script's first line may name them there.
        contents.link("usr/bin/sh", dash ? "dash" : "bash");
    }

    private void addLibraries(Iterable<Path> programs) throws IOException {
        Map<String, Path> libraries = new TreeMap<>();
        int machine = 0;
        for (Path program : programs) {
            Path real = program.toRealPath();
            libraries.putAll(search.librariesOf(real));
            ElfFile elf = search.elf(real).orElseThrow(() -> new IOException("not a program: " + real));
            machine = elf.machine();
            loader = elf.interpreter().map(Path::of).or(() -> loader);
        }
        if (loader.isEmpty()) {
            return;
        }
        Path interpreter = loader.get();
        copy(underUsr(interpreter), interpreter.toRealPath());
        contents.link("lib", "usr/lib").link("lib64", "usr/lib64");
        Path loaderName = interpreter.getFileName();
        String directory = libraryDirectory(libraries);
        for (var library : libraries.entrySet()) {
            if (loaderName == null || !library.getKey().equals(loaderName.toString())) {
                copy(directory + "/" + library.getKey(), library.getValue());
            }
        }
        addCharacterSets(directory);
        if (LoaderCache.knows(machine)) {
            contents.bytes("etc/ld.so.cache", 0644, LoaderCache.of(machine, "/" + directory, libraries.keySet()));
        }
    }

    /** Where the C library lies is where its loader looks even without a cache, so all go there. */
    private static String libraryDirectory(Map<String, Path> libraries) {
        for (var library : libraries.entrySet()) {
            Path parent = library.getValue().getParent();
            if (library.getKey().startsWith("libc.") && parent != null) {
                return underUsr(parent);
            }
        }
        return "usr/lib";
    }

    private void addCharacterSets(String directory) throws IOException {
        Path cache = Path.of("/" + directory, "gconv/gconv-modules.cache");
        if (Files.isRegularFile(cache)) {
            copy(underUsr(cache), cache);
        }
    }

    private void addData() throws IOException {
        for (Path directory : TERMINFO) {
            for (String terminal : TERMINALS) {
                Path description = directory.resolve(terminal.substring(0, 1)).resolve(terminal);
                if (Files.isRegularFile(description)) {
                    copy(underUsr(description), description.toRealPath());
                }
            }
        }
        for (Path directory : ROUTING_NAMES) {
            copyFilesOf(directory);
        }
        if (Files.isDirectory(LOCALE)) {
            copyFilesOf(LOCALE);
            copyFilesOf(LOCALE.resolve("LC_MESSAGES"));
            // Asked for under this name first.
            contents.link("usr/lib/locale/C.UTF-8", "C.utf8");
        }
    }

    private void copyFilesOf(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            stream.forEach(files::add);
        }
        for (Path file : files) {
            copy(underUsr(file), file.toRealPath());
        }
    }

    private void copy(String path, Path source) throws IOException {
        boolean executable = Files.isExecutable(source);
        contents.copy(path, executable ? 0755 : 0644, source);
        sources.add(source);
    }

    /** {@code /lib/x} becomes {@code usr/lib/x}: on the workbench {@code /lib} is a link into {@code /usr}. */
    private static String underUsr(Path path) {
        String text = path.toString().substring(1);
        return text.startsWith("lib") ? "usr/" + text : text;
    }
}

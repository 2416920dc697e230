package dev.sangja.runtime.machine;

import dev.sangja.runtime.image.HostTools;
import dev.sangja.runtime.image.LabImages;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.StoreWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes real machines out of what is on the test's class path, with all their files below one directory. */
final class MachineFactory {
    static final String MAIN_JAR = "main.jar";

    private final Path directory;
    private final MachineLauncher launcher;
    private final List<String> layers;
    private final Map<String, Integer> slots = new HashMap<>();

    MachineFactory(Path directory) throws IOException {
        this(directory, LimitLadder.detect());
    }

    MachineFactory(Path directory, LimitLadder ladder) throws IOException {
        this.directory = directory;
        Path store = directory.resolve("store");
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        StoreWriter writer = StoreWriter.open(
                store, Linux.system(Recorder.none()), root ? Owners.asArchived() : Owners.ofThisProcess());
        HostTools tools = HostTools.ofHost();
        new LabImages(writer, tools).build();
        Image workbench = writer.store().find(LabImages.WORKBENCH).orElseThrow();
        this.layers = writer.store().lowerDirectories(workbench).stream()
                .map(layer -> "/store/" + store.relativize(layer))
                .toList();
        this.launcher = new MachineLauncher(
                new Host(
                        Path.of(System.getProperty("java.home")),
                        application(directory.resolve("application")),
                        MAIN_JAR,
                        tools.busybox().orElseThrow(),
                        store,
                        directory.resolve("data")),
                ladder);
    }

    /** A machine over the files of that name, which are kept from one to the next. */
    LiveMachine launch(String name, MachineSettings settings) throws IOException {
        Path files = Files.createDirectories(directory.resolve("machines").resolve(name));
        // The same files have the same owners every time.
        int slot = slots.computeIfAbsent(name, unknown -> slots.size());
        return new LiveMachine(launcher.launch(files, slot, settings, layers), files);
    }

    /** Has an engine write the class data that later ones start from. */
    void archiveClasses() throws IOException {
        launcher.archiveClasses(Files.createDirectories(directory.resolve("rehearsal")), layers);
    }

    LiveMachine launch(String name) throws IOException {
        return launch(name, MachineSettings.standard());
    }

    /** A directory with every jar of the class path, the first of which names all others. */
    static Path application(Path application) throws IOException {
        Path alone = Path.of(System.getProperty("java.class.path"));
        if (alone.endsWith(MAIN_JAR)) {
            return Optional.ofNullable(alone.getParent()).orElseThrow();
        }
        Files.createDirectories(application);
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String name = names.size() + "-" + path.getFileName();
            if (Files.isRegularFile(path)) {
                Files.copy(path, application.resolve(name));
            } else if (Files.isDirectory(path)) {
                name += ".jar";
                pack(path, application.resolve(name));
            } else {
                continue;
            }
            names.add(name);
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        try (OutputStream out = Files.newOutputStream(application.resolve(MAIN_JAR));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return application;
    }

    private static void pack(Path classes, Path file) throws IOException {
        try (Stream<Path> tree = Files.walk(classes);
                OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
                jar.closeEntry();
            }
        }
    }
}

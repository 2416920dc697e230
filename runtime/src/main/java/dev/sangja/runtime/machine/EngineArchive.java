package dev.sangja.runtime.machine;

import dev.sangja.runtime.engine.EnginePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class-data archive of engines: what a Java runtime has read, checked and laid out of the engine's classes, so
 * that the next engine starts without doing it again (JEP 350, "Dynamic CDS Archives"). It is made by an engine,
 * because it holds only for the very paths that it was made with. An archive that does not fit is ignored by the Java
 * runtime, and the engine starts more slowly.
 */
final class EngineArchive {
    private static final String SUFFIX = ".jsa";
    /** What the engine writes; it sees its machine's files there. */
    private static final String WRITTEN = "engine" + SUFFIX;

    private final Path skeleton;
    private final String name;

    private EngineArchive(Path skeleton, String name) {
        this.skeleton = skeleton;
        this.name = name;
    }

    /** The archive for these jars and this Java runtime, which may not be there yet. */
    static EngineArchive of(Path skeleton, Host host) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
        digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(host.applicationDirectory(), 2)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                String facts = jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + "\n";
                digest.update(facts.getBytes(StandardCharsets.UTF_8));
            }
        }
        String key = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        return new EngineArchive(skeleton, "engine-" + key + SUFFIX);
    }

    boolean exists() {
        return Files.isRegularFile(skeleton.resolve(name));
    }

    /** How an engine is started with it; nothing if it is not there. */
    List<String> use() {
        return exists() ? List.of("-XX:SharedArchiveFile=/" + name) : List.of();
    }

    /** How an engine is started that will write one. */
    static List<String> write() {
        return List.of("-XX:ArchiveClassesAtExit=" + EnginePaths.MACHINE + "/" + WRITTEN, "-Dsangja.archives=true");
    }

    /** Takes what an engine wrote in its machine's files; those of earlier jars go. */
    void adopt(Path machine) throws IOException {
        Path written = machine.resolve("files").resolve(WRITTEN);
        if (!Files.isRegularFile(written)) {
            return;
        }
        try (Stream<Path> old = Files.list(skeleton)) {
            for (Path path :
                    old.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
                Files.deleteIfExists(path);
            }
        }
        // A copy, because the original belongs to the machine's own root.
        Path copy = skeleton.resolve(name + ".part");
        Files.copy(written, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(copy, skeleton.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(written);
    }
}

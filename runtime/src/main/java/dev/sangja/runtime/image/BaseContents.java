package dev.sangja.runtime.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The base image: one static busybox, a link for each of its applets, and the directories that programs expect. */
final class BaseContents {
    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/sh
            nobody:x:65534:65534:nobody:/nonexistent:/bin/false
            """;
    private static final String GROUP = """
            root:x:0:
            nogroup:x:65534:
            """;

    private BaseContents() {}

    static LayerContents of(Path busybox) throws IOException {
        LayerContents contents = new LayerContents();
        contents.copy("bin/busybox", 0755, busybox.toRealPath());
        for (String applet : applets(busybox)) {
            // A link of this name would take the program's own place.
            if (!applet.equals("busybox")) {
                contents.link("bin/" + applet, "busybox");
            }
        }
        for (String directory : List.of("app", "dev", "proc", "sys", "var/run", "www")) {
            contents.directory(directory, 0755);
        }
        return contents.directory("root", 0700)
                .directory("tmp", 01777)
                .text("etc/passwd", 0644, PASSWD)
                .text("etc/group", 0644, GROUP);
    }

    /** The base image's files and what decides their content, without the program itself. */
    static String recipe() {
        return PASSWD + GROUP;
    }

    private static List<String> applets(Path busybox) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(busybox.toString(), "--list").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String list = new String(out.readNBytes(64 * 1024), StandardCharsets.US_ASCII);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(busybox + " --list did not succeed");
            }
            return list.lines().filter(name -> name.matches("[\\w\\[.+-]+")).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + busybox + " listed its applets", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}

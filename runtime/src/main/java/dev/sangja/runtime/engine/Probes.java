package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at places of a machine without leaving anything behind. Safe for use by several threads. */
final class Probes {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int PROBE_MILLIS = 3_000;
    private static final int PREPARE_MILLIS = 9_000;
    private static final int OUT_OF_TIME = 124;
    private static final int NOT_FOUND = 127;
    private static final int O_RDWR = 2; // asm-generic/fcntl.h
    private static final Map<Integer, String> TYPES = Map.of(
            0x8000, "file",
            0x4000, "directory",
            0xa000, "symlink",
            0x1000, "fifo",
            0xc000, "socket",
            0x2000, "character",
            0x6000, "block");

    private final Linux linux;
    private final Places places;
    private final Workbench workbench;
    private final MachineGroups groups;

    Probes(Linux linux, Places places, Workbench workbench, MachineGroups groups) {
        this.groups = groups;
        this.linux = linux;
        this.places = places;
        this.workbench = workbench;
    }

    /** Runs a command in a place. */
    ProbeResult run(Place place, List<String> command) {
        return places.in(place, () -> run(command, PROBE_MILLIS));
    }

    /** Runs a script with the workbench's shell, as the learner would, but unobserved. */
    ProbeResult prepare(String script) {
        return places.in(new Place.Workbench(), () -> {
            workbench.learner().enter(linux);
            return run(
                    List.of("bash", "--noprofile", "--norc", "-c", groups.enterBenchScript() + "cd /lab\n" + script),
                    PREPARE_MILLIS);
        });
    }

    private ProbeResult run(List<String> command, int milliseconds) {
        Optional<String> program = find(command.get(0));
        if (program.isEmpty()) {
            return new ProbeResult(NOT_FOUND, command.get(0) + ": not found");
        }
        Linux.Pipe pipe = linux.pipe();
        int nothing = linux.open("/dev/null", O_RDWR);
        int child;
        try {
            child = linux.spawn(SpawnRequest.of(
                            program.get(),
                            command,
                            Workbench.ENVIRONMENT,
                            List.of(nothing, pipe.writeEnd(), pipe.writeEnd()))
                    .inOwnSession());
        } finally {
            linux.close(nothing);
            linux.close(pipe.writeEnd());
        }
        int pidfd = linux.openProcess(child);
        try {
            return collect(pipe.readEnd(), pidfd, milliseconds);
        } finally {
            linux.close(pipe.readEnd());
            linux.close(pidfd);
        }
    }

    /** Reads until the child has ended, or the time is over: then it is killed. Its own children may hold the pipe. */
    private ProbeResult collect(int output, int pidfd, int milliseconds) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        boolean closed = false;
        while (true) {
            int left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000L);
            boolean[] ready = linux.awaitReadable(left, closed ? -1 : output, pidfd);
            if (ready[0]) {
                int length = linux.read(output, buffer);
                closed = length == 0;
                said.write(buffer, 0, Math.min(length, MOST_BYTES - said.size()));
            } else if (ready[1]) {
                ExitStatus status = linux.awaitExit(pidfd);
                return new ProbeResult(status.shellCode(), said.toString(StandardCharsets.UTF_8));
            } else if (left == 0) {
                linux.signal(pidfd, Signals.SIGKILL);
                linux.awaitExit(pidfd);
                return new ProbeResult(OUT_OF_TIME, said.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private static Optional<String> find(String program) {
        if (program.contains("/")) {
            return Optional.of(program);
        }
        String path = Optional.ofNullable(Workbench.ENVIRONMENT.get("PATH")).orElseThrow();
        for (String directory : path.split(":", -1)) {
            String candidate = directory + "/" + program;
            if (Files.isExecutable(Path.of(candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** What lstat(2) says there; empty if nothing is there. */
    Optional<FileFact> stat(Place place, String path) {
        return places.in(place, Set.of(CloneFlag.CLONE_NEWNS), () -> fact(Path.of(path)));
    }

    private static Optional<FileFact> fact(Path path) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:mode,uid,gid,size,rdev", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException notADirectory) {
            return Optional.empty();
        }
        int mode = (Integer) attributes.getOrDefault("mode", 0);
        String type = Optional.ofNullable(TYPES.get(mode & 0xf000)).orElse("other");
        long device = (Long) attributes.getOrDefault("rdev", 0L);
        boolean isDevice = type.equals("character") || type.equals("block");
        return Optional.of(new FileFact(
                type,
                mode & 07777,
                (Integer) attributes.getOrDefault("uid", 0),
                (Integer) attributes.getOrDefault("gid", 0),
                (Long) attributes.getOrDefault("size", 0L),
                isDevice ? (device >> 8 & 0xfff) + ":" + (device & 0xff) : "",
                target(path, type),
                type.equals("file") ? text(path) : "",
                extended(path)));
    }

    private static String target(Path path, String type) throws IOException {
        try {
            return type.equals("symlink") ? Files.readSymbolicLink(path).toString() : "";
        } catch (NotLinkException changedMeanwhile) {
            return "";
        }
    }

    private static String text(Path path) {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static Map<String, String> extended(Path path) {
        Map<String, String> values = new HashMap<>();
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return values;
        }
        try {
            for (String name : view.list()) {
                var buffer = java.nio.ByteBuffer.allocate(Math.min(view.size(name), 4096));
                view.read(name, buffer);
                values.put(
                        "user." + name,
                        StandardCharsets.UTF_8.decode(buffer.flip()).toString());
            }
        } catch (IOException unsupported) {
            // A file system without extended attributes has none to show.
        }
        return values;
    }

    /** Writes a file of the workbench: whole, or not at all. */
    void write(String path, byte[] content, int mode) {
        places.in(new Place.Workbench(), () -> {
            Path target = Path.of(path);
            Path parent = Optional.ofNullable(target.getParent()).orElse(Path.of("/"));
            Files.createDirectories(parent);
            Path part = Files.createTempFile(parent, ".write", "");
            try {
                Files.write(part, content);
                Files.setAttribute(part, "unix:mode", mode);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return true;
        });
    }

    /** Makes a GET request from inside the place's network namespace. */
    HttpFact get(Place place, String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http URL with a host: " + url);
        }
        return places.in(place, Set.of(CloneFlag.CLONE_NEWNET), () -> request(uri));
    }

    private static HttpFact request(URI uri) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            String text = "GET " + path + query + " HTTP/1.0\r\nHost: " + uri.getHost() + ":" + port + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return parse(answer);
        } catch (IOException | IllegalArgumentException failure) {
            return new HttpFact(0, Map.of(), "", String.valueOf(failure.getMessage()));
        }
    }

    private static HttpFact parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String head = end < 0 ? answer : answer.substring(0, end);
        String[] lines = head.split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[1].matches("[0-9]{3}")) {
            return new HttpFact(0, Map.of(), "", "not an HTTP answer");
        }
        Map<String, String> headers = new HashMap<>();
        for (int index = 1; index < lines.length; index++) {
            int colon = lines[index].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[index].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[index].substring(colon + 1).strip());
            }
        }
        return new HttpFact(Integer.parseInt(status[1]), headers, end < 0 ? "" : answer.substring(end + 4), "");
    }
}

package dev.sangja.runtime.machine;

import dev.sangja.runtime.engine.EngineConfiguration;
import dev.sangja.runtime.engine.EnginePaths;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.store.MachineStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes machines: a process tree under unshare(1) whose process 1 is the engine.
 *
 * <pre>
 *   server ── sh (root only: binds what an id without rights could not reach, then gives root up)
 *               └─ unshare(1): user, pid, mount, net, ipc, uts, cgroup
 *                    └─ sh «wait»: says "up"; the server writes the id maps, says "go"
 *                         └─ sh «build»: minimal view, pivot_root, exec
 *                              └─ the engine, process 1
 * </pre>
 *
 * <p>The user namespace is made by a program because a threaded process cannot make one for itself. Safe for use by
 * several threads.
 */
public final class MachineLauncher {
    private static final List<String> PUBLIC_DIRECTORIES = List.of("/mnt", "/media", "/srv", "/opt");
    private static final long LONGEST_START_SECONDS = 20;
    /** The last range of ids, which no learner's machine gets before four thousand others are there. */
    private static final int ARCHIVE_SLOT = IdentityLadder.ROOT_RANGES - 1;
    /** What makes an engine load the classes that nearly every cell needs. */
    private static final String REHEARSAL =
            "docker run --rm lab/base:1 true; docker ps -a; ls /lab; strace -c true; cat /nonexistent";

    /** Which of the paths that root.sh shows is the store. */
    private static final int STORE_POSITION = 4;

    private final Host host;
    private final IdentityLadder identities;
    private final MachineStore store;
    private final Enclosures enclosures;
    private final Path skeleton;
    private final EngineArchive archive;
    private final String script;
    private final String rootScript;

    public MachineLauncher(Host host) {
        this(host, LimitLadder.detect());
    }

    /** A launcher that limits by what that ladder offers. */
    MachineLauncher(Host host, LimitLadder ladder) {
        this.host = host;
        this.store = new MachineStore(host.store(), Linux.system(Recorder.none()));
        try {
            this.identities = IdentityLadder.ofThisProcess();
            this.enclosures = new Enclosures(ladder, identities.isRoot());
            String runtime =
                    host.javaHome().toRealPath().toString().substring(1).replace('/', '-');
            this.skeleton = Skeleton.build(host.data().resolve("engine/" + runtime), host.javaHome());
            this.archive = EngineArchive.of(skeleton, host);
            this.script = resource("machine.sh");
            this.rootScript = resource("root.sh");
        } catch (IOException failure) {
            throw new MachineLaunchException("cannot prepare " + host.data(), failure);
        }
    }

    /**
     * Starts a machine over the files in that directory, which are made if they are not there. The caller closes it.
     *
     * @param slot decides which range of ids is the machine's own; the same for the same files, always
     */
    public Machine launch(Path directory, int slot, MachineSettings settings, List<String> workbenchLayers) {
        return launch(directory, slot, settings, workbenchLayers, archive.use());
    }

    /**
     * Lets one engine live through a short life and keep what it has learnt of its classes, so that all later ones
     * start in a fraction of the time. Does nothing if that has been done for this product and this Java runtime. Takes
     * some seconds.
     *
     * @param directory where that machine's files may lie; the caller deletes them
     */
    public void archiveClasses(Path directory, List<String> workbenchLayers) {
        if (archive.exists()) {
            return;
        }
        EngineConnection machine =
                launch(directory, ARCHIVE_SLOT, MachineSettings.standard(), workbenchLayers, EngineArchive.write());
        machine.liveThrough(REHEARSAL);
        try {
            archive.adopt(directory);
        } catch (IOException failure) {
            throw new MachineLaunchException("cannot keep the engine's class data", failure);
        }
    }

    private EngineConnection launch(
            Path directory,
            int slot,
            MachineSettings settings,
            List<String> workbenchLayers,
            List<String> archiveOptions) {
        try {
            IdentityMap users = identities.users(slot);
            IdentityMap groups = identities.groups(slot);
            prepare(directory, users, groups);
            UUID id = UUID.randomUUID();
            Enclosures.Enclosure enclosure = enclosures.make(id, settings);
            Process process = start(directory, users, groups, enclosure, archiveOptions);
            try {
                await(process, "up");
                enclosure.settle(users.root(), groups.root());
                writeMaps(process, users, groups);
                if (identities.isRoot()) {
                    store.attach(
                            process.pid(),
                            (int) users.root(),
                            (int) groups.root(),
                            publicDirectory() + "/" + STORE_POSITION);
                }
                say(process, "go\n");
            } catch (IOException | MachineLaunchException | SyscallException failure) {
                String said = complaint(process);
                process.destroyForcibly();
                enclosure.close();
                throw new MachineLaunchException("the machine's namespaces could not be made: " + said, failure);
            }
            EngineConfiguration configuration = new EngineConfiguration(
                    "lab",
                    workbenchLayers,
                    EnginePaths.STORE,
                    settings.memoryBytes(),
                    settings.processes(),
                    settings.diskBytes(),
                    settings.openFiles(),
                    enclosures.version(),
                    users.many());
            EngineConnection connection = new EngineConnection(id, process, enclosure::close);
            connection.configure(configuration);
            return connection;
        } catch (IOException failure) {
            throw new MachineLaunchException("cannot start a machine in " + directory, failure);
        }
    }

    private void prepare(Path directory, IdentityMap users, IdentityMap groups) throws IOException {
        for (String name : List.of("root", "files")) {
            Path path = Files.createDirectories(directory.resolve(name));
            if (identities.isRoot()) {
                Files.setAttribute(path, "unix:uid", (int) users.root());
                Files.setAttribute(path, "unix:gid", (int) groups.root());
            }
        }
    }

    private Process start(
            Path directory,
            IdentityMap users,
            IdentityMap groups,
            Enclosures.Enclosure enclosure,
            List<String> archiveOptions)
            throws IOException {
        List<String> command = new ArrayList<>(enclosure.prefix());
        if (identities.isRoot()) {
            command.addAll(
                    List.of("unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", rootScript, "root"));
            command.add(publicDirectory());
            command.add(Long.toString(users.root()));
            command.add(Long.toString(groups.root()));
        }
        command.addAll(List.of(
                "unshare",
                "--user",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount",
                "--net",
                "--ipc",
                "--uts",
                "--cgroup"));
        command.addAll(List.of("/bin/sh", "-c", script, "machine", "wait"));
        command.add(skeleton.toString());
        command.add(host.javaHome().toRealPath().toString());
        command.add(host.applicationDirectory().toRealPath().toString());
        command.add(host.store().toRealPath().toString());
        command.add(directory.toRealPath().toString());
        command.add(host.busybox().toRealPath().toString());
        command.add(Integer.toString(enclosures.version()));
        command.add(String.join(" ", enclosures.ladder().hierarchies()));
        command.addAll(archiveOptions);
        command.addAll(javaOptions());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("SANGJA_MACHINE_SCRIPT", script);
        environment.put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private List<String> javaOptions() {
        return List.of(
                // Class-data archives stay where they were laid out: moved, they would be each engine's own copy.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xrs", // the learner's kill -QUIT 1 must not print a thread dump into the protocol
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // A small nursery keeps an idle engine small. What lives longer than a moment, such as the journal of a
                // run, goes where there is room that takes no memory until it is used, and no collection to get.
                "-Xmn4m",
                "-Xms48m",
                "-Xmx96m",
                "-Xss512k",
                "-XX:-UsePerfData",
                "-Xlog:disable", // no warning of the Java runtime's own may reach the protocol
                "-Xlog:all=error:stderr",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=/tmp",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                EnginePaths.APPLICATION + "/" + host.mainJar(),
                "dev.sangja.runtime.engine.EngineMain");
    }

    private static String publicDirectory() {
        return PUBLIC_DIRECTORIES.stream()
                .filter(name -> Files.isDirectory(Path.of(name)))
                .findFirst()
                .orElseThrow(() -> new MachineLaunchException("none of " + PUBLIC_DIRECTORIES + " is a directory"));
    }

    private static void writeMaps(Process process, IdentityMap users, IdentityMap groups) throws IOException {
        Path namespace = namespaceOwner(process);
        switch (users.writer()) {
            case ROOT -> {
                Files.writeString(namespace.resolve("uid_map"), users.text());
                Files.writeString(namespace.resolve("gid_map"), groups.text());
            }
            case SELF -> {
                Files.writeString(namespace.resolve("uid_map"), users.text());
                // user_namespaces(7): without CAP_SETGID outside, setgroups must be given up first.
                Files.writeString(namespace.resolve("setgroups"), "deny");
                Files.writeString(namespace.resolve("gid_map"), groups.text());
            }
            case NEWUIDMAP -> {
                tool("newuidmap", namespace, users);
                tool("newgidmap", namespace, groups);
            }
        }
    }

    /** The launched process execs its way from sh to unshare(1): its id stays the same. */
    private static Path namespaceOwner(Process process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static void tool(String name, Path namespace, IdentityMap map) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(name, namespace.getFileName().toString()));
        for (IdentityMap.Line line : map.lines()) {
            command.add(Long.toString(line.inside()));
            command.add(Long.toString(line.outside()));
            command.add(Long.toString(line.count()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, interrupted);
        }
    }

    /** Reads one line byte by byte: what follows it belongs to the protocol. */
    private static void await(Process process, String expected) throws IOException {
        InputStream in = process.getInputStream();
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0 || line.length() > 200) {
                throw new MachineLaunchException("expected \"" + expected + "\", got \"" + line + "\"");
            }
            line.append((char) next);
        }
        if (!line.toString().equals(expected)) {
            throw new MachineLaunchException("expected \"" + expected + "\", got \"" + line + "\"");
        }
    }

    private static void say(Process process, String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String complaint(Process process) {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            if (!process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
                return "no answer";
            }
            return reader.lines()
                    .limit(20)
                    .reduce((left, right) -> left + "; " + right)
                    .orElse("it said nothing");
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MachineLauncher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

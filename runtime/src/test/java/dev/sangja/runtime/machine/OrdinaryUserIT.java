package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines that a user without any privilege makes, on each rung: where root runs the tests, it becomes such a user; an
 * ordinary user's own machines are what every other test makes.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OrdinaryUserIT {
    private static final int NOBODY = 65534;
    private static final int LEARNER = 54321;
    private static final int FIRST_SUBORDINATE = 700_000;

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void openDirectory() throws IOException {
        assumeTrue(
                (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "becoming another user takes root");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MachineFactory.application(directory.resolve("application"));
    }

    /** What each cell came to, as {@link MachineRehearsal} says it. */
    private List<String> asUser(int user, List<String> before, String... cells) throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.setAttribute(home, "unix:uid", user);
        Files.setAttribute(home, "unix:gid", user);
        String id = Integer.toString(user);
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "env", "HOME=" + home));
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of(
                "-cp",
                directory.resolve("application/" + MachineFactory.MAIN_JAR).toString()));
        command.add("dev.sangja.runtime.machine.MachineRehearsal");
        command.add(home.resolve("machines").toString());
        command.addAll(List.of(cells));
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(150, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("SLF4J"))
                .toList();
        assertThat(ended).as(String.join("\n", lines)).isTrue();
        assertThat(lines).hasSize(cells.length);
        return lines;
    }

    @Test
    void aUserWithoutSubordinateIdsIsRootAloneAndBoundedByWatchAndRlimits() throws Exception {
        List<String> outcomes = asUser(
                NOBODY,
                List.of(),
                "cat /proc/self/uid_map | tr -s ' '; id -u; echo CGV=$CGV; ulimit -n; ulimit -u",
                "tail /dev/zero; echo code $?",
                "bomb() { bomb | bomb & }; bomb",
                "i=0; while head -c 100000000 /dev/zero >/lab/f$i; do i=$((i+1)); done",
                "docker run --rm --memory 32m --pids-limit 20 lab/base:1 id -u",
                "touch /lab/f; chown 5 /lab/f");

        assertThat(outcomes.get(0)).contains("0 65534 1|0|CGV=none|1024|320");
        assertThat(outcomes.get(1)).contains("limits=[memory RssAnon]").contains("code 137");
        assertThat(outcomes.get(2)).startsWith("Stopped[limit=processes").contains("processes RLIMIT_NPROC");
        assertThat(outcomes.get(3)).startsWith("Stopped[limit=disk").contains("disk disk_bytes");
        assertThat(outcomes.get(4))
                .contains("WARNING: Your kernel does not support memory limit capabilities")
                .contains("WARNING: Your kernel does not support PIDs limit capabilities")
                .endsWith("|0");
        assertThat(outcomes.get(5)).as("there is no other id").contains("Invalid argument");
    }

    @Test
    void aUserWithSubordinateIdsHasManyInTheMachine() throws Exception {
        assumeTrue(isOnPath("newuidmap") && isOnPath("newgidmap"), "uidmap is not installed");

        List<String> outcomes = asUser(
                LEARNER,
                withUser(),
                "cat /proc/self/uid_map | tr -s ' ' | tr '\\n' ';'",
                "touch /lab/f; chown 5 /lab/f; stat -c %u /lab/f; docker run --rm -u 7 lab/base:1 id -u");

        assertThat(outcomes.get(0)).contains("0 54321 1; 1 700000 65535;");
        assertThat(outcomes.get(1)).contains("output=5|").endsWith("|7");
    }

    /** A mount namespace in which the system knows that user; outside of it nothing changes. */
    private List<String> withUser() throws IOException {
        List<String> script = new ArrayList<>();
        String subordinate = "learner-it:" + FIRST_SUBORDINATE + ":65536\n";
        for (List<String> file : List.of(
                List.of("passwd", "learner-it:x:" + LEARNER + ":" + LEARNER + "::/:/bin/sh\n"),
                List.of("group", "learner-it:x:" + LEARNER + ":\n"),
                List.of("subuid", subordinate),
                List.of("subgid", subordinate))) {
            Path original = Path.of("/etc", file.get(0));
            Path copy = directory.resolve(file.get(0));
            Files.writeString(copy, Files.readString(original) + file.get(1));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            script.add("mount --bind " + copy + " " + original);
        }
        script.add("exec \"$@\"");
        return List.of("unshare", "--mount", "--propagation", "private", "sh", "-ec", String.join("\n", script), "sh");
    }

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}

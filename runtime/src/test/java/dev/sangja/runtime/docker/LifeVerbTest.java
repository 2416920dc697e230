package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.StandardStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LifeVerbTest {
    @TempDir
    Path directory;

    private Client client;

    @BeforeEach
    void meet() {
        client = new Client(directory);
    }

    private static Client.Answer failure(String error) {
        return new Client.Answer(1, "", error + "\n");
    }

    private String id(String name) {
        return client.ask("inspect", "-f", "{{.Id}}", name).strip();
    }

    private ContainerStatus status(String name) {
        return client.engine.containers().stream()
                .filter(container -> container.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state()
                .status();
    }

    @Test
    void startsSeveralAndNamesThoseThatItCouldNot() {
        client.ask("create", "--name", "one", "lab/base:1");
        client.ask("create", "--name", "two", "lab/base:1");

        assertThat(client.run("start", "one", "nope", "two")).isEqualTo(new Client.Answer(1, "one\ntwo\n", """
                        Error response from daemon: No such container: nope
                        Error: failed to start containers: nope
                        """));
        assertThat(status("one")).isEqualTo(ContainerStatus.RUNNING);
        assertThat(client.ask("start", "one")).isEqualTo("one\n");
    }

    @Test
    void startsOneAndWaitsForIt() {
        client.ask("create", "--name", "one", "-i", "lab/base:1", "cat");
        client.ask("create", "--name", "two", "lab/base:1", "exit", "3");

        assertThat(client.run(MemoryStreams.reading("in\n"), "start", "-ai", "one"))
                .isEqualTo(new Client.Answer(0, "in\n", ""));
        assertThat(client.run("start", "-a", "two").code()).isEqualTo(3);
        assertThat(client.run("start", "-a", "one", "two"))
                .isEqualTo(failure("you cannot start and attach multiple containers at once"));
    }

    @Test
    void stopsWhatListensAtOnceAndKillsWhatDoesNotAfterItsTime() {
        client.ask("run", "-d", "--name", "polite", "lab/shop:1.0");
        client.ask("run", "-d", "--name", "deaf", "lab/base:1");

        assertThat(client.ask("stop", "polite")).isEqualTo("polite\n");
        assertThat(client.ask("stop", "-t", "0", "deaf")).isEqualTo("deaf\n");
        assertThat(client.ask("inspect", "-f", "{{.State.ExitCode}}", "polite", "deaf"))
                .isEqualTo("0\n137\n");
        assertThat(client.ask("stop", "deaf")).isEqualTo("deaf\n");
    }

    @Test
    void stopsSeveralTogether() {
        client.ask("run", "-d", "--name", "one", "lab/shop:1.0");
        client.ask("run", "-d", "--name", "two", "lab/shop:1.0");

        Client.Answer answer = client.run("stop", "--time=5", "-s", "INT", "one", "nope", "two");

        assertThat(answer.out().lines()).containsExactlyInAnyOrder("one", "two");
        assertThat(answer.error()).isEqualTo("Error response from daemon: No such container: nope\n");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(client.engine.calls).contains("stop Optional[SIGINT] Optional[PT5S]");
    }

    @Test
    void refusesASignalThatThereIsNot() {
        assertThat(client.run("kill", "-s", "FOO", "box"))
                .isEqualTo(failure("Error response from daemon: invalid signal: FOO"));
        assertThat(client.run("stop", "-s", "FOO", "box"))
                .isEqualTo(failure("Error response from daemon: invalid signal: FOO"));
    }

    @Test
    void killsWithSigkillOrWhatIsAsked() {
        client.ask("run", "-d", "--name", "box", "lab/base:1");
        client.ask("kill", "--signal=HUP", "box");
        assertThat(status("box")).isEqualTo(ContainerStatus.RUNNING);

        assertThat(client.ask("kill", "box")).isEqualTo("box\n");

        assertThat(client.ask("wait", "box")).isEqualTo("137\n");
        assertThat(client.run("kill", "box"))
                .isEqualTo(failure("Error response from daemon: cannot kill container: box: container " + id("box")
                        + " is not running"));
    }

    @Test
    void restartsWhatRuns() {
        client.ask("run", "-d", "--name", "box", "lab/shop:1.0");

        assertThat(client.ask("restart", "-t", "3", "box")).isEqualTo("box\n");

        assertThat(status("box")).isEqualTo(ContainerStatus.RUNNING);
        assertThat(client.engine.calls).containsExactly("stop Optional.empty Optional[PT3S]");
    }

    @Test
    void removesWhatHasEndedAndByForceWhatRuns() {
        client.ask("run", "-d", "--name", "box", "lab/base:1");

        assertThat(client.run("rm", "box"))
                .isEqualTo(
                        failure("Error response from daemon: cannot remove container \"/box\": container is running: "
                                + "stop the container before removing or force remove"));
        assertThat(client.ask("rm", "-f", "box")).isEqualTo("box\n");
        assertThat(client.engine.containers()).isEmpty();
        assertThat(client.run("rm", "box")).isEqualTo(failure("Error response from daemon: No such container: box"));
        assertThat(client.run("rm", "--force", "box"))
                .isEqualTo(new Client.Answer(0, "", "Error response from daemon: No such container: box\n"));
    }

    @Test
    void pausesAndGoesOn() {
        client.ask("run", "-d", "--name", "box", "lab/base:1");

        assertThat(client.ask("pause", "box")).isEqualTo("box\n");
        assertThat(client.run("pause", "box"))
                .isEqualTo(failure("Error response from daemon: container " + id("box") + " is already paused"));
        assertThat(client.run("exec", "box", "true"))
                .isEqualTo(failure(
                        "Error response from daemon: container box is paused, " + "unpause the container before exec"));
        assertThat(client.ask("unpause", "box")).isEqualTo("box\n");
        assertThat(client.run("unpause", "box"))
                .isEqualTo(failure("Error response from daemon: container " + id("box") + " is not paused"));
    }

    @Test
    void waitsForSeveralAndLetsGoWhenTheClientIsGone() throws Exception {
        client.ask("run", "-d", "--name", "one", "lab/base:1", "exit", "4");
        client.ask("run", "-d", "--name", "two", "lab/base:1");
        assertThat(client.run("wait", "nope", "one"))
                .isEqualTo(new Client.Answer(1, "4\n", "Error response from daemon: No such container: nope\n"));
        CompletableFuture<Client.Answer> waiting = client.runAside(new MemoryStreams(), "wait", "two");

        client.cancellation.cancel();

        assertThat(waiting.get(10, TimeUnit.SECONDS).code()).isEqualTo(130);
    }

    @Test
    void executesInARunningContainer() {
        client.ask("run", "-d", "--name", "box", "lab/base:1");

        assertThat(client.ask("exec", "box", "echo", "-t", "--rm")).isEqualTo("-t --rm\n");
        assertThat(client.run("exec", "box", "exit", "5").code()).isEqualTo(5);
        assertThat(client.run(MemoryStreams.reading("in"), "exec", "-i", "box", "cat")
                        .out())
                .isEqualTo("in");
        assertThat(client.ask("exec", "-e", "A=1", "-w", "/tmp", "-u", "1000", "box", "env"))
                .contains("A=1\n")
                .contains("PATH=/bin\n");
        assertThat(client.engine.calls)
                .contains("exec ExecSpec[command=[env], environment=[A=1], workingDirectory=Optional[/tmp], "
                        + "user=Optional[1000]]");
        assertThat(client.run("exec", "-d", "box", "sleep")).isEqualTo(new Client.Answer(0, "", ""));
    }

    @Test
    void saysWhyNothingCouldBeExecuted() {
        client.ask("create", "--name", "cold", "lab/base:1");
        client.ask("run", "-d", "--name", "box", "lab/base:1");
        String problem = "Error response from daemon: unable to start container process: exec: ";

        assertThat(client.run("exec", "box", "nosuch"))
                .isEqualTo(new Client.Answer(127, "", problem + "\"nosuch\": executable file not found in $PATH\n"));
        assertThat(client.run("exec", "box", "/etc/passwd"))
                .isEqualTo(new Client.Answer(126, "", problem + "\"/etc/passwd\": permission denied\n"));
        assertThat(client.run("exec", "cold", "true"))
                .isEqualTo(failure("Error response from daemon: container " + id("cold") + " is not running"));
        assertThat(client.run("exec", "nope", "true"))
                .isEqualTo(failure("Error response from daemon: No such container: nope"));
        assertThat(client.run("exec", "-it", "box", "true")).isEqualTo(failure("the input device is not a TTY"));
        assertThat(client.run("exec", "--env-file", "/nope", "box", "true"))
                .isEqualTo(failure("open /nope: no such file or directory"));
    }

    @Test
    void showsTheLogOfBothStreams() {
        client.ask("run", "-d", "--name", "box", "lab/base:1", "echo", "out");
        client.ask("wait", "box");
        client.ask("start", "box");
        client.ask("wait", "box");
        client.run("run", "--name", "bad", "lab/base:1", "complain", "no");

        assertThat(client.ask("logs", "box")).isEqualTo("out\nout\n");
        assertThat(client.ask("logs", "-n", "1", "-t", "box")).isEqualTo("2026-11-20T12:00:00.000000000Z out\n");
        assertThat(client.ask("logs", "--tail=all", "box")).isEqualTo("out\nout\n");
        assertThat(client.ask("logs", "--since", "2026-11-20T12:00:01Z", "box")).isEmpty();
        assertThat(client.ask("logs", "--until", "1s", "box")).isEmpty();
        assertThat(client.run("logs", "bad")).isEqualTo(new Client.Answer(0, "", "no\n"));
        assertThat(client.run("logs", "--since", "foo", "box"))
                .isEqualTo(failure("invalid value for \"since\": failed to parse value as time or duration: \"foo\""));
    }

    @Test
    void followsALogUntilTheContainerEnds() throws Exception {
        client.ask("run", "-d", "--name", "box", "lab/shop:1.0");
        CompletableFuture<Client.Answer> following = client.runAside(new MemoryStreams(), "logs", "-f", "box");

        client.ask("stop", "box");

        assertThat(following.get(10, TimeUnit.SECONDS)).isEqualTo(new Client.Answer(0, "", ""));
    }

    @Test
    void renames() {
        client.ask("create", "--name", "one", "lab/base:1");
        client.ask("create", "--name", "two", "lab/base:1");

        assertThat(client.ask("rename", "one", "three")).isEmpty();
        assertThat(client.run("rename", "three", "two").error())
                .startsWith("Error response from daemon: Conflict. The container name \"/two\" is already in use")
                .endsWith("\nError: failed to rename container named three\n");
        assertThat(client.run("rename", "nope", "xx"))
                .isEqualTo(
                        failure(
                                "Error response from daemon: No such container: nope\nError: failed to rename container named nope"));
    }

    @Test
    void updatesLimits() {
        client.ask("create", "--name", "box", "lab/base:1");
        String template = "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}}";

        assertThat(client.ask("update", "-m", "64m", "--cpus", "0.5", "--restart", "always", "box"))
                .isEqualTo("box\n");
        assertThat(client.ask("inspect", "-f", template, "box")).isEqualTo("67108864 500000000 always\n");
        assertThat(client.run("update", "box"))
                .isEqualTo(failure("you must provide one or more flags when using this command"));
    }

    @Test
    void exportsAContainersFilesToAStreamOrAFile() throws Exception {
        client.ask("create", "--name", "box", "lab/base:1");
        MemoryStreams terminal = new MemoryStreams();
        terminal.terminals = EnumSet.of(StandardStream.STDOUT);

        assertThat(client.ask("export", "box")).contains("./etc/hostname");
        assertThat(client.ask("export", "-o", "x.tar", "box")).isEmpty();
        assertThat(client.files.text("/lab/x.tar")).contains("./etc/hostname");
        assertThat(client.run("export", "-o", "/nodir/x", "box"))
                .isEqualTo(failure("failed to export container: invalid output path: stat /nodir: "
                        + "no such file or directory"));
        assertThat(client.run(terminal, "export", "box"))
                .isEqualTo(failure("cowardly refusing to save to a terminal. Use the -o flag or redirect"));
    }
}

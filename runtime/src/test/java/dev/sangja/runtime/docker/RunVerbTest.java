package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.Signal;
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
class RunVerbTest {
    private static final String HELP = "\n\nRun 'docker run --help' for more information\n";

    @TempDir
    Path directory;

    private Client client;

    @BeforeEach
    void meet() {
        client = new Client(directory);
    }

    private ContainerRecord only() {
        assertThat(client.engine.containers()).hasSize(1);
        return client.engine.containers().get(0);
    }

    @Test
    void printsWhatTheContainerPrintsAndEndsAsItEnds() {
        assertThat(client.run("run", "lab/base:1", "echo", "hi", "there"))
                .isEqualTo(new Client.Answer(0, "hi there\n", ""));
        assertThat(client.run("run", "lab/base:1", "complain", "oops")).isEqualTo(new Client.Answer(0, "", "oops\n"));
        assertThat(client.run("run", "--rm", "lab/base:1", "exit", "7")).isEqualTo(new Client.Answer(7, "", ""));
        assertThat(client.engine.containers())
                .extracting(container -> container.state().status())
                .containsExactly(ContainerStatus.EXITED, ContainerStatus.EXITED);
    }

    @Test
    void readsTheClientsInputOnlyIfAsked() {
        assertThat(client.run(MemoryStreams.reading("한글\n"), "run", "-i", "lab/base:1", "cat")
                        .out())
                .isEqualTo("한글\n");
        assertThat(client.run(MemoryStreams.reading("한글\n"), "run", "lab/base:1", "cat")
                        .out())
                .isEmpty();
    }

    @Test
    void printsTheIdOfWhatItLeavesRunning() {
        String id = client.ask("run", "-d", "--name", "box", "lab/base:1").strip();

        assertThat(id).isEqualTo(only().id().value());
        assertThat(only().name()).isEqualTo("box");
        assertThat(only().state().status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(only().process().words()).containsExactly("sleep", "infinity");
    }

    @Test
    void leavesNothingBehindIfItRemovesItself() {
        assertThat(client.run("run", "--rm", "lab/base:1", "echo", "x").code()).isZero();
        assertThat(client.run("run", "--rm", "lab/base:1", "nosuch").code()).isEqualTo(127);

        assertThat(client.engine.containers()).isEmpty();
    }

    @Test
    void saysWhenTheProgramIsNotThereOrCannotBeExecuted() {
        String problem = "docker: Error response from daemon: unable to start container process: exec: ";

        assertThat(client.run("run", "lab/base:1", "nosuch"))
                .isEqualTo(
                        new Client.Answer(127, "", problem + "\"nosuch\": executable file not found in $PATH" + HELP));
        assertThat(client.run("run", "lab/base:1", "/no/such").error())
                .isEqualTo(problem + "\"/no/such\": stat /no/such: no such file or directory" + HELP);
        assertThat(client.run("run", "lab/base:1", "/etc/passwd"))
                .isEqualTo(new Client.Answer(126, "", problem + "\"/etc/passwd\": permission denied" + HELP));
        assertThat(client.engine.containers().get(0).state().exitCode()).isEqualTo(127);
    }

    @Test
    void printsTheIdOfWhatCouldNotBeStartedToo() {
        Client.Answer answer = client.run("run", "-d", "lab/base:1", "nosuch");

        assertThat(answer.code()).isEqualTo(127);
        assertThat(answer.out().strip()).isEqualTo(only().id().value());
        assertThat(only().state().status()).isEqualTo(ContainerStatus.CREATED);
    }

    @Test
    void saysWhichImageIsNotThere() {
        assertThat(client.run("run", "nope"))
                .isEqualTo(new Client.Answer(
                        125,
                        "",
                        "Unable to find image 'nope:latest' locally\n"
                                + "docker: Error response from daemon: docker pull nope:latest: 이 교육용 런타임에는 없는 기능입니다 / not in this teaching runtime"
                                + HELP));
        assertThat(client.run("create", "nope").code()).isEqualTo(1);
    }

    @Test
    void refusesANameThatIsTaken() {
        String id = client.ask("create", "--name", "dup", "lab/base:1").strip();
        String conflict =
                "Error response from daemon: Conflict. The container name \"/dup\" is already in use by container \""
                        + id + "\". You have to remove (or rename) that container to be able to reuse that name.";

        assertThat(client.run("run", "--name", "dup", "lab/base:1"))
                .isEqualTo(new Client.Answer(125, "", "docker: " + conflict + HELP));
        assertThat(client.run("create", "--name", "dup", "lab/base:1"))
                .isEqualTo(new Client.Answer(1, "", conflict + "\n"));
    }

    @Test
    void wantsATerminalForATerminal() {
        MemoryStreams terminal = new MemoryStreams();
        terminal.terminals = EnumSet.allOf(StandardStream.class);

        assertThat(client.run("run", "-it", "lab/base:1", "true"))
                .isEqualTo(new Client.Answer(1, "", "the input device is not a TTY\n"));
        assertThat(client.engine.containers()).isEmpty();
        assertThat(client.run(terminal, "run", "-it", "lab/base:1", "true").code())
                .isZero();
        assertThat(client.run("run", "-t", "lab/base:1", "true").code()).isZero();
        assertThat(client.run("run", "-dit", "lab/base:1").code()).isZero();
    }

    @Test
    void passesSignalsOnToTheContainer() throws Exception {
        CompletableFuture<Client.Answer> answer =
                client.runAside(new MemoryStreams(), "run", "--name", "box", "lab/shop:1.0");

        client.receiver.get(10, TimeUnit.SECONDS).accept(new Signal(28));
        client.receiver.get(10, TimeUnit.SECONDS).accept(Signal.INT);

        assertThat(answer.get(10, TimeUnit.SECONDS).code()).isZero();
        assertThat(client.engine.calls).containsExactly("signal SIGINT");
    }

    @Test
    void letsTheContainerRunOnWhenTheClientIsGone() throws Exception {
        CompletableFuture<Client.Answer> answer =
                client.runAside(new MemoryStreams(), "run", "--name", "box", "lab/base:1");
        client.receiver.get(10, TimeUnit.SECONDS);

        client.cancellation.cancel();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Client.Answer(130, "", ""));
        assertThat(only().state().status()).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void takesVariablesFromOptionsFilesAndTheClient() {
        client.files.file("/lab/env/dev.env", "APP_ENV=dev\n# c\nHOME\nNOPE\nA=file\n");

        String printed = client.ask(
                "run", "--env-file", "env/dev.env", "-e", "A=1", "-e", "B=", "-e", "NOPE", "lab/base:1", "env");

        assertThat(printed)
                .isEqualTo("PATH=/bin\nHOSTNAME=" + only().id().shortForm() + "\nAPP_ENV=dev\nHOME=/root\nA=1\nB=\n");
    }

    @Test
    void passesTheEnginesWarningsOn() {
        assertThat(client.run("create", "-m", "64m", "lab/base:1").error())
                .isEqualTo("WARNING: This host cannot enforce a memory limit.\n");
    }

    @Test
    void joinsOnlyTheStreamsThatWereNamed() {
        assertThat(client.run("run", "-a", "stderr", "lab/base:1", "echo", "x"))
                .isEqualTo(new Client.Answer(0, "", ""));
        assertThat(client.run("run", "-d", "-a", "stdout", "lab/base:1"))
                .isEqualTo(
                        new Client.Answer(1, "", "conflicting options: cannot specify both --attach and --detach\n"));
    }

    @Test
    void refusesToJoinTheNetworkOfAContainerThatDoesNotRun() {
        client.ask("create", "--name", "owner", "lab/base:1");

        assertThat(client.run("run", "--network", "container:owner", "lab/base:1")
                        .error())
                .isEqualTo("docker: Error response from daemon: cannot join network namespace of a non running "
                        + "container: container owner is created" + HELP);
    }
}

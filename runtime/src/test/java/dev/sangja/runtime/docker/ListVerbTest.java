package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.receipt.LayerChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ListVerbTest {
    @TempDir
    Path directory;

    private Client client;
    private String box;
    private String web;

    @BeforeEach
    void meet() {
        client = new Client(directory);
        box = client.ask("run", "-d", "--name", "box", "-l", "role=db", "lab/base:1", "exit", "137")
                .strip();
        client.ask("wait", "box");
        web = client.ask("run", "-d", "--name", "web", "-v", "data:/data", "lab/shop:1.0", "sleep", "a b", "한글로 쓴 긴 명령")
                .strip();
    }

    private static Client.Answer failure(String error) {
        return new Client.Answer(1, "", error + "\n");
    }

    @Test
    void listsContainersInDockersColumns() {
        String first = web.substring(0, 12);
        String second = box.substring(0, 12);

        assertThat(client.ask("ps")).isEqualTo("""
                        CONTAINER ID   IMAGE          COMMAND                  CREATED                  STATUS                  PORTS      NAMES
                        %s   lab/shop:1.0   "sleep 'a b' '한글로…"   Less than a second ago   Up Less than a second   8080/tcp   web
                        """.formatted(first));
        assertThat(client.ask("ps", "-a")).isEqualTo("""
                        CONTAINER ID   IMAGE          COMMAND                  CREATED                  STATUS                                PORTS      NAMES
                        %s   lab/shop:1.0   "sleep 'a b' '한글로…"   Less than a second ago   Up Less than a second                 8080/tcp   web
                        %s   lab/base:1     "exit 137"               Less than a second ago   Exited (137) Less than a second ago              box
                        """.formatted(first, second));
    }

    @Test
    void listsIdsWholeOrShort() {
        assertThat(client.ask("ps", "-q")).isEqualTo(web.substring(0, 12) + "\n");
        assertThat(client.ask("ps", "-aq", "--no-trunc")).isEqualTo(web + "\n" + box + "\n");
        assertThat(client.ask("ps", "-l", "-q", "--no-trunc")).isEqualTo(web + "\n");
        assertThat(client.ask("ps", "-n", "2", "-q", "--no-trunc")).isEqualTo(web + "\n" + box + "\n");
        assertThat(client.ask("container", "ls", "-q")).isEqualTo(client.ask("ps", "-q"));
    }

    @Test
    void listsByATemplate() {
        assertThat(client.ask("ps", "-a", "--format", "table {{.Names}}\\t{{.State}}\\t{{.Label \"role\"}}"))
                .isEqualTo("NAMES     STATE     role\nweb       running   \nbox       exited    db\n");
        assertThat(client.ask(
                        "ps",
                        "-a",
                        "--format",
                        "{{.Names}}: {{.Image}} {{.State}} {{.Labels}} {{.Mounts}} {{.Networks}} {{.Size}}"))
                .isEqualTo("""
                        web: lab/shop:1.0 running maker=sangja data bridge 12B (virtual 1.23GB)
                        box: lab/base:1 exited role=db  bridge 12B (virtual 2.01MB)
                        """);
        assertThat(client.ask("ps", "--format", "{{json .Names}}")).isEqualTo("\"web\"\n");
        assertThat(client.ask("ps", "--format", "json"))
                .startsWith(
                        "{\"Command\":\"\\\"sleep 'a b' '한글로…\\\"\",\"CreatedAt\":\"2026-11-20 12:00:00 +0000 UTC\",");
        assertThat(client.run("ps", "--format", "{{.Foo}}"))
                .isEqualTo(failure("failed to execute template: template: :1:2: executing \"\" at <.Foo>: "
                        + "can't evaluate field Foo in type *formatter.ContainerContext"));
        assertThat(client.run("ps", "--format", "{{.ID"))
                .isEqualTo(failure("failed to parse template: template: :1: unclosed action"));
    }

    @ParameterizedTest
    @CsvSource({
        "name=we,web",
        "name=^w.b$,web",
        "name=(,''",
        "id=XX,''",
        "status=exited,box",
        "status=running,web",
        "exited=137,box",
        "exited=0,''",
        "label=role,box",
        "label=role=db,box",
        "label=role=web,''",
        "ancestor=lab/base:1,web box",
        "ancestor=lab/shop,web",
        "volume=data,web",
        "volume=/data,web",
        "before=web,''",
        "network=bridge,web box",
        "network=none,''"
    })
    void listsWhatFits(String filter, String names) {
        List<String> listed = client.ask("ps", "-a", "--filter", filter, "--format", "{{.Names}}")
                .lines()
                .toList();

        assertThat(String.join(" ", listed)).isEqualTo(names);
    }

    @Test
    void asksForEndedContainersWithoutAllIfAFilterMeansThem() {
        assertThat(client.ask("ps", "-q", "-f", "status=exited")).isEqualTo(box.substring(0, 12) + "\n");
    }

    @Test
    void refusesOtherFiltersAndSurvivesExpensiveOnes() {
        assertThat(client.run("ps", "-f", "foo=bar"))
                .isEqualTo(failure("Error response from daemon: invalid filter 'foo'"));
        assertThat(client.run("ps", "-f", "status=foo"))
                .isEqualTo(failure("Error response from daemon: invalid filter 'status=foo'"));
        client.ask("create", "--name", "a".repeat(200), "lab/base:1");
        assertThat(client.ask("ps", "-aq", "-f", "name=(a+)+$(a+)+b")).isEmpty();
    }

    @Test
    void listsImages() {
        assertThat(client.ask("images")).isEqualTo("""
                        REPOSITORY   TAG       IMAGE ID       CREATED       SIZE
                        lab/base     1         bbbbbbbbbbbb   3 days ago    2.01MB
                        lab/shop     1.0       cccccccccccc   5 weeks ago   1.23GB
                        lab/shop     latest    cccccccccccc   5 weeks ago   1.23GB
                        """);
        assertThat(client.ask("images", "-q", "--no-trunc", "lab/base")).isEqualTo("sha256:" + "b".repeat(64) + "\n");
        assertThat(client.ask("image", "ls", "--format", "{{.Repository}}:{{.Tag}} {{.VirtualSize}}", "lab/shop:1.0"))
                .isEqualTo("lab/shop:1.0 1.235GB\n");
        assertThat(client.ask("images", "--digests", "lab/base")).isEqualTo("""
                        REPOSITORY   TAG       DIGEST    IMAGE ID       CREATED      SIZE
                        lab/base     1         <none>    bbbbbbbbbbbb   3 days ago   2.01MB
                        """);
        assertThat(client.ask("images", "-q", "lab/nope")).isEmpty();
        assertThat(client.run("images", "--format", "{{.Foo}}"))
                .isEqualTo(failure("template parsing error: template: :1:2: executing \"\" at <.Foo>: "
                        + "can't evaluate field Foo in type *formatter.imageContext"));
    }

    @Test
    void showsProcesses() {
        client.engine.processes = List.of(new ContainerProcess(
                4242, 1, "root", "sleep", List.of("sleep", "infinity"), "S", "?", Client.NOW, Duration.ZERO, 0, 0));

        assertThat(client.ask("top", "web", "-o", "pid,comm"))
                .isEqualTo("PID                 COMMAND\n4242                sleep\n");
        assertThat(client.ask("top", "web"))
                .startsWith("UID                 PID                 PPID                C                   STIME");
        assertThat(client.run("top", "box"))
                .isEqualTo(failure("Error response from daemon: container " + box + " is not running"));
    }

    @Test
    void showsUsageOnce() {
        assertThat(client.ask("stats", "--no-stream")).isEqualTo("""
                        CONTAINER ID   NAME      CPU %%     MEM USAGE / LIMIT   MEM %%     NET I/O   BLOCK I/O    PIDS
                        %s   web       10.00%%    2.861MiB / 32MiB    8.94%%     --        4.1kB / 0B   3
                        """.formatted(web.substring(0, 12)));
        assertThat(client.ask("stats", "--no-stream", "--format", "{{.Container}} {{.Name}} {{.PIDs}}", "web", "box"))
                .isEqualTo("web web 3\nbox box 3\n");
        assertThat(client.run("stats", "--no-stream", "nope"))
                .isEqualTo(failure("Error response from daemon: No such container: nope"));
    }

    @Test
    void showsUsageAgainAndAgainUntilTheClientIsGone() throws Exception {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        MemoryStreams terminal = new MemoryStreams();
        terminal.terminals = EnumSet.of(StandardStream.STDOUT);
        terminal.written = () -> shown.complete(null);
        CompletableFuture<Client.Answer> watching = client.runAside(terminal, "stats");
        shown.get(10, TimeUnit.SECONDS);

        client.cancellation.cancel();

        Client.Answer answer = watching.get(10, TimeUnit.SECONDS);
        assertThat(answer.code()).isEqualTo(130);
        assertThat(answer.out()).startsWith("\u001b[HCONTAINER ID").endsWith("\u001b[K\n\u001b[J");
    }

    @Test
    void showsWhatAContainerChanged() {
        ContainerRecord container = client.engine.containers().get(1);
        client.engine.changes.put(
                container.id(),
                List.of(new LayerChange(LayerChange.Kind.ADDED, "/tmp/note", "file", -1, 3, Optional.empty())));

        assertThat(client.ask("diff", "web")).isEqualTo("C /tmp\nA /tmp/note\n");
        assertThat(client.ask("diff", "box")).isEmpty();
    }

    @Test
    void showsThatNoPortIsPublished() {
        assertThat(client.ask("port", "web")).isEmpty();
        assertThat(client.run("port", "web", "8080"))
                .isEqualTo(failure("Error: No public port '8080/tcp' published for web"));
        assertThat(client.run("port", "web", "x"))
                .isEqualTo(failure("Error: invalid port (x): strconv.ParseUint: parsing \"x\": invalid syntax"));
    }
}

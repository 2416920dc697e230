package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.event.Event;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about networks, volumes and events. */
final class HostVerbTest {
    @TempDir
    private Path directory;

    private Client client = new Client(Path.of("target"));

    @BeforeEach
    void open() {
        client = new Client(directory);
    }

    private static Client.Answer failure(String message) {
        return new Client.Answer(1, "", message + "\n");
    }

    @Test
    void listsNetworksAsDockerDoes() {
        String id = client.ask("network", "create", "--label", "of=me", "shop").strip();

        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(client.ask("network", "ls").lines().map(line -> line.replaceFirst("^[0-9a-f]{12}", "ID          ")))
                .containsExactly(
                        "NETWORK ID     NAME      DRIVER    SCOPE",
                        "ID             bridge    bridge    local",
                        "ID             host      host      local",
                        "ID             none      null      local",
                        "ID             shop      bridge    local");
        assertThat(client.ask("network", "ls", "-q", "--no-trunc", "-f", "label=of=me"))
                .isEqualTo(id + "\n");
        assertThat(client.ask("network", "ls", "-f", "type=custom", "--format", "{{.Name}}"))
                .isEqualTo("shop\n");
    }

    @Test
    void inspectsNetworksAndVolumesAlsoWithoutBeingToldWhatTheyAre() {
        client.ask("network", "create", "--subnet", "10.5.0.0/24", "--gateway", "10.5.0.9", "shop");
        client.ask("volume", "create", "photos");

        String template = "{{.Name}} {{(index .IPAM.Config 0).Subnet}} {{(index .IPAM.Config 0).Gateway}}";
        assertThat(client.ask("network", "inspect", "-f", template, "shop")).isEqualTo("shop 10.5.0.0/24 10.5.0.9\n");
        assertThat(client.ask("inspect", "-f", "{{.Driver}}", "shop")).isEqualTo("bridge\n");
        assertThat(client.ask("inspect", "-f", "{{.Mountpoint}}", "photos")).endsWith("/photos/_data\n");
        assertThat(client.ask("volume", "inspect", "-f", "{{.Name}}", "photos")).isEqualTo("photos\n");
        assertThat(client.run("network", "inspect", "nope"))
                .isEqualTo(new Client.Answer(1, "[]\n", "Error response from daemon: network nope not found\n"));
    }

    @Test
    void removesWhatItCanAndSaysWhyTheRestStays() {
        client.ask("network", "create", "shop");

        assertThat(client.run("network", "rm", "shop", "nope", "bridge"))
                .isEqualTo(new Client.Answer(1, "shop\n", """
                        Error response from daemon: network nope not found
                        Error response from daemon: bridge is a pre-defined network and cannot be removed
                        """));
        assertThat(client.run("volume", "rm", "nope"))
                .isEqualTo(failure("Error response from daemon: get nope: no such volume"));
        assertThat(client.ask("volume", "rm", "-f", "nope")).isEqualTo("nope\n");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(client.run("network", "create", "--subnet", "10.5.0.0", "shop"))
                .isEqualTo(failure("invalid subnet 10.5.0.0 : invalid CIDR block notation"));
        assertThat(client.run("network", "create", "--gateway", "10.5.0.1", "shop"))
                .isEqualTo(failure("every ip-range or gateway must have a corresponding subnet"));
        assertThat(client.run("run", "--ip", "10.0.0.1", "lab/base:1").error())
                .contains("user specified IP address is supported on user defined networks only");
    }

    @Test
    void passesOnWhatAConnectionIsToBe() {
        client.ask("network", "create", "shop");
        client.ask("create", "--name", "box", "lab/base:1");

        client.ask("network", "connect", "--ip", "172.18.0.9", "--alias", "store", "shop", "box");
        client.ask("network", "disconnect", "shop", "box");

        assertThat(client.host.calls)
                .containsExactly(
                        "connect box NetworkAttachment[network=shop, address=Optional[172.18.0.9], aliases=[store]]",
                        "disconnect box shop");
    }

    @Test
    void listsVolumesAndWhichOfThemNobodyHas() {
        client.ask("volume", "create", "photos");
        client.ask("volume", "create", "used");
        client.ask("create", "-v", "used:/data", "lab/base:1");

        assertThat(client.ask("volume", "ls")).isEqualTo("""
                DRIVER    VOLUME NAME
                local     photos
                local     used
                """);
        assertThat(client.ask("volume", "ls", "-q", "-f", "dangling=true")).isEqualTo("photos\n");
        assertThat(client.ask("volume", "prune", "-af")).isEqualTo("""
                Deleted Volumes:
                photos

                Total reclaimed space: 0B
                """);
    }

    @Test
    void asksBeforeItRemovesWhatWasNotNamed() {
        client.streams = MemoryStreams.reading("n\n");

        assertThat(client.run("volume", "prune"))
                .isEqualTo(new Client.Answer(1, """
                WARNING! This will remove anonymous local volumes not used by at least one container.
                Are you sure you want to continue? [y/N]\s""", "volume prune has been cancelled\n"));
    }

    @Test
    void tellsEventsAsLinesAndByATemplate() {
        client.events.add(Event.Kind.CONTAINER, "start", "0123", Map.of("image", "lab/base:1", "name", "box"));
        client.events.add(Event.Kind.NETWORK, "create", "4567", Map.of("name", "shop"));

        assertThat(client.ask("events", "--since", "1h", "--until", "0s")).isEqualTo("""
                2026-11-20T12:00:00.000000000Z container start 0123 (image=lab/base:1, name=box)
                2026-11-20T12:00:00.000000000Z network create 4567 (name=shop)
                """);
        assertThat(client.ask(
                        "events",
                        "--since",
                        "1h",
                        "--until",
                        "0s",
                        "-f",
                        "container=box",
                        "--format",
                        "{{.Type}} {{.Action}} {{.Actor.Attributes.image}} {{.ID}}"))
                .isEqualTo("container start lab/base:1 0123\n");
        assertThat(client.run("events", "-f", "colour=red").error())
                .isEqualTo("Error response from daemon: invalid filter 'colour'\n");
    }
}

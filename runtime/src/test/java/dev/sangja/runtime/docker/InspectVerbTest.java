package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class InspectVerbTest {
    @TempDir
    Path directory;

    private Client client;
    private String web;

    @BeforeEach
    void meet() {
        client = new Client(directory);
        client.ask("create", "--name", "box", "lab/base:1", "exit", "137");
        web = client.ask(
                        "run",
                        "-d",
                        "--name",
                        "web",
                        "-v",
                        "data:/data:ro",
                        "--tmpfs",
                        "/t",
                        "--cap-add",
                        "NET_ADMIN",
                        "lab/shop:1.0",
                        "sleep",
                        "한글")
                .strip();
    }

    private static Client.Answer failure(String error) {
        return new Client.Answer(1, "", error + "\n");
    }

    @Test
    void showsAContainerInDockersStructure() throws IOException {
        String text = client.ask("inspect", "web");
        JsonNode json = new ObjectMapper().readTree(text);

        assertThat(text)
                .startsWith("[\n    {\n        \"Id\": \"" + web + "\",\n")
                .endsWith("    }\n]\n");
        assertThat(json.at("/0/Name").asText()).isEqualTo("/web");
        assertThat(json.at("/0/Created").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(json.at("/0/Path").asText()).isEqualTo("sleep");
        assertThat(json.at("/0/Args/0").asText()).isEqualTo("한글");
        assertThat(json.at("/0/State").toString())
                .isEqualTo("{\"Status\":\"running\",\"Running\":true,\"Paused\":false,\"Restarting\":false,"
                        + "\"OOMKilled\":false,\"Dead\":false,\"Pid\":4242,\"ExitCode\":0,\"Error\":\"\","
                        + "\"StartedAt\":\"2026-11-20T12:00:00Z\",\"FinishedAt\":\"0001-01-01T00:00:00Z\"}");
        assertThat(json.at("/0/Image").asText()).isEqualTo("sha256:" + "c".repeat(64));
        assertThat(json.at("/0/GraphDriver/Data/LowerDir").asText())
                .isEqualTo("/lab/store/layers/2:/lab/store/layers/1");
        assertThat(json.at("/0/GraphDriver/Data/UpperDir").asText()).isEqualTo("/lab/store/containers/web/upper");
        assertThat(json.at("/0/NetworkSettings/SandboxKey").asText()).isEqualTo("/proc/4242/ns/net");
        assertThat(json.at("/0/NetworkSettings/Ports").toString()).isEqualTo("{\"8080/tcp\":null}");
    }

    @Test
    void showsWhatWasAskedFor() throws IOException {
        JsonNode json = new ObjectMapper().readTree(client.ask("inspect", "web"));

        assertThat(json.at("/0/HostConfig/NetworkMode").asText()).isEqualTo("bridge");
        assertThat(json.at("/0/HostConfig/Binds/0").asText()).isEqualTo("data:/data:ro");
        assertThat(json.at("/0/HostConfig/Tmpfs").toString()).isEqualTo("{\"/t\":\"\"}");
        assertThat(json.at("/0/HostConfig/CapAdd/0").asText()).isEqualTo("CAP_NET_ADMIN");
        assertThat(json.at("/0/HostConfig/CapDrop").isNull()).isTrue();
        assertThat(json.at("/0/HostConfig/PidsLimit").isNull()).isTrue();
        assertThat(json.at("/0/Mounts/0/Destination").asText()).isEqualTo("/data");
        assertThat(json.at("/0/Mounts/0/RW").asBoolean()).isFalse();
        assertThat(json.at("/0/Config/Hostname").asText()).isEqualTo(web.substring(0, 12));
        assertThat(json.at("/0/Config/Labels/maker").asText()).isEqualTo("sangja");
        assertThat(json.at("/0/Config/WorkingDir").asText()).isEqualTo("/app");
        assertThat(json.at("/0/Config/ExposedPorts").toString()).isEqualTo("{\"8080/tcp\":{}}");
        assertThat(json.at("/0/Config/Entrypoint").isNull()).isTrue();
    }

    @Test
    void showsWhatATemplateAsksFor() {
        assertThat(client.ask("inspect", "-f", "{{.State.Pid}} {{.Name}} {{.State.Running}}", "web", "box"))
                .isEqualTo("4242 /web true\n0 /box false\n");
        assertThat(client.ask("inspect", "--format={{json .Config.Cmd}}", "box"))
                .isEqualTo("[\"exit\",\"137\"]\n");
        assertThat(client.ask("inspect", "-s", "-f", "{{.SizeRw}}", "box")).isEqualTo("12\n");
        assertThat(client.ask("container", "inspect", "-f", "{{.GraphDriver.Data.MergedDir}}", "web"))
                .isEqualTo("/lab/store/containers/web/merged\n");
        assertThat(client.ask("inspect", "-f", "json", "lab/base:1")).startsWith("[{\"Id\":\"sha256:bbbb");
        assertThat(client.ask("image", "inspect", "-f", "{{.Config.Cmd}} {{.RootFS.Layers}}", "lab/base:1"))
                .isEqualTo("[sleep infinity] [sha256:" + "1".repeat(64) + "]\n");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(client.run("inspect", "nope"))
                .isEqualTo(new Client.Answer(1, "[]\n", "Error: No such object: nope\n"));
        assertThat(client.run("inspect", "-f", "{{.Name}}", "nope", "box"))
                .isEqualTo(new Client.Answer(1, "/box\n", "Error: No such object: nope\n"));
        assertThat(client.run("inspect", "--type", "container", "lab/base:1"))
                .isEqualTo(new Client.Answer(1, "[]\n", "Error response from daemon: No such container: lab/base:1\n"));
        assertThat(client.run("image", "inspect", "box"))
                .isEqualTo(new Client.Answer(1, "[]\n", "Error response from daemon: No such image: box:latest\n"));
        assertThat(client.run("inspect", "--type", "foo", "box"))
                .isEqualTo(failure("unknown type: \"foo\": must be one of \"container\", \"image\""));
    }

    @Test
    void saysWhatIsWrongWithATemplate() {
        assertThat(client.run("inspect", "-f", "{{.State", "box"))
                .isEqualTo(new Client.Answer(64, "", "template parsing error: template: :1: unclosed action\n"));
        assertThat(client.run("inspect", "-f", "{{.State.Foo}}", "box", "nope"))
                .isEqualTo(new Client.Answer(
                        1,
                        "\n",
                        "template parsing error: template: :1:8: executing \"\" at <.State.Foo>: "
                                + "map has no entry for key \"Foo\"\nError: No such object: nope\n"));
    }
}

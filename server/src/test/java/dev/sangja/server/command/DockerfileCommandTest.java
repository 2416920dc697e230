package dev.sangja.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerfileCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Language language, String... words) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return CommandLine.standard(Map.of()).execute(List.of(words), new Console(stream, stream, language));
    }

    private String file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("Dockerfile"), String.join("\n", lines) + "\n")
                .toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSoundFileEndsWithZeroThoughItHasWarnings() throws IOException {
        String file = file("FROM lab/base:1", "MAINTAINER me");

        assertThat(run(Language.EN, "dockerfile", "check", file)).isZero();
        assertThat(said())
                .isEqualTo(
                        file + ":2:1: warning: MaintainerDeprecated: Maintainer instruction is deprecated in favor of"
                                + " using label\n   2 | MAINTAINER me\n     | ^^^^^^^^^^^^^\n0 errors, 1 warning\n");
    }

    @Test
    void aMistakeEndsWithOneAndIsShownWithItsPlaceInBothLanguages() throws IOException {
        String file = file("FROM lab/base:1", "COPY --chowm=1 a b");

        assertThat(run(Language.EN, "dockerfile", "check", file)).isEqualTo(1);
        assertThat(run(Language.KO, "dockerfile", "check", file)).isEqualTo(1);
        assertThat(said())
                .contains(file + ":2:6: error: unknown flag: --chowm (did you mean chown?)\n"
                        + "   2 | COPY --chowm=1 a b\n     |      ^^^^^^^^^\n       expected: one of --chmod")
                .contains("COPY에 없는 옵션입니다: --chowm")
                .contains("오류 1개, 경고 0개");
    }

    @Test
    void theJsonSaysOfEachInstructionWhatEditorsNeed() throws IOException {
        String file = file(
                "FROM lab/base:1 AS one",
                "RUN --network=none <<EOF",
                "echo hi",
                "EOF",
                "CMD [\"a\", \\",
                "  \"b\"]",
                "ENV A 1");

        assertThat(run(Language.EN, "dockerfile", "check", "--json", file)).isZero();
        JsonNode json = new ObjectMapper().readTree(said());
        assertThat(json.at("/stages/0/name").asText()).isEqualTo("one");
        JsonNode run = json.at("/instructions/1");
        assertThat(run.at("/name").asText()).isEqualTo("RUN");
        assertThat(run.at("/flags/0/name").asText()).isEqualTo("network");
        assertThat(run.at("/flags/0/value").asText()).isEqualTo("none");
        assertThat(run.at("/heredocs/0/content").asText()).isEqualTo("echo hi\n");
        assertThat(run.at("/firstLine").asInt()).isEqualTo(2);
        assertThat(run.at("/lastLine").asInt()).isEqualTo(4);
        assertThat(run.at("/original").asText()).isEqualTo("RUN --network=none <<EOF\necho hi\nEOF");
        JsonNode cmd = json.at("/instructions/2");
        assertThat(cmd.at("/json").asBoolean()).isTrue();
        assertThat(cmd.at("/arguments").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(json.at("/errors")).isEmpty();
        assertThat(json.at("/warnings/0/rule").asText()).isEqualTo("LegacyKeyValueFormat");
        assertThat(json.at("/warnings/0/line").asInt()).isEqualTo(7);
    }

    @Test
    void theIgnoreFileBesideItCounts() throws IOException {
        String file = file("FROM scratch", "COPY a.log /");
        Files.writeString(directory.resolve(".dockerignore"), "*.log\n");

        assertThat(run(Language.EN, "dockerfile", "check", file)).isZero();
        assertThat(said()).contains("CopyIgnoredFile");
    }

    @Test
    void wrongUseEndsWithTwo() throws IOException {
        assertThat(run(Language.EN, "dockerfile")).isEqualTo(2);
        assertThat(run(Language.EN, "dockerfile", "build", ".")).isEqualTo(2);
        assertThat(run(Language.EN, "dockerfile", "check")).isEqualTo(2);
        assertThat(run(Language.EN, "dockerfile", "check", "--yaml", file("FROM a")))
                .isEqualTo(2);
        assertThat(run(
                        Language.EN,
                        "dockerfile",
                        "check",
                        directory.resolve("nope").toString()))
                .isEqualTo(2);
    }
}

package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BuildVariablesTest {
    private static BuildVariables after(Map<String, String> given, String... lines) {
        Dockerfile file = DockerfileReader.read("f", String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .orThrow();
        GlobalArguments globals = GlobalArguments.of(file, given, "amd64");
        BuildVariables variables = BuildVariables.of(file.directives(), globals, List.of("PATH=/bin"));
        file.stages().get(0).instructions().forEach(variables::expand);
        return variables;
    }

    @Test
    void anEnvironmentLineSeesTheValuesFromBeforeIt() {
        assertThat(after(Map.of(), "FROM a", "ENV abc=hello", "ENV abc=bye def=$abc", "ENV ghi=$abc")
                        .environment())
                .containsExactly("PATH=/bin", "abc=bye", "def=hello", "ghi=bye");
    }

    @Test
    void argumentsComeFromTheCallerThenTheDefaultThenTheTop() {
        String[] file = {"ARG X=top", "ARG Y=top", "FROM a", "ARG X", "ARG Y=own", "ARG Z=own", "ARG NONE"};

        assertThat(after(Map.of("Z", "given"), file).arguments())
                .isEqualTo(Map.of("X", "top", "Y", "own", "Z", "given"));
        assertThat(after(Map.of("X", "given"), file).arguments()).containsEntry("X", "given");
    }

    @Test
    void environmentWinsOverArguments() {
        BuildVariables variables = after(Map.of("A", "arg"), "FROM a", "ARG A=x", "ENV A=env", "ENV B=$A");

        assertThat(variables.environment()).contains("A=env", "B=env");
        assertThat(variables.arguments()).isEmpty();
    }

    @Test
    void platformArgumentsMustBeAskedForAndProxiesNeedNot() {
        assertThat(after(Map.of("http_proxy", "p"), "FROM a", "ARG TARGETARCH").arguments())
                .isEqualTo(Map.of("http_proxy", "p", "TARGETARCH", "amd64"));
    }

    @Test
    void argumentsOfOneLineSeeEachOther() {
        assertThat(after(Map.of(), "FROM a", "ARG A=1 B=x$A").arguments()).isEqualTo(Map.of("A", "1", "B", "x1"));
    }

    @Test
    void heredocsOfFilesAreReplacedUnlessQuoted() {
        Dockerfile file = DockerfileReader.read(
                        "f",
                        "FROM a\nENV A=1\nCOPY <<X <<'Y' /d/\n\"$A\" \\$A\nX\n$A\nY\n".getBytes(StandardCharsets.UTF_8))
                .orThrow();
        BuildVariables variables =
                BuildVariables.of(file.directives(), GlobalArguments.of(file, Map.of(), "amd64"), List.of());
        variables.expand(file.stages().get(0).instructions().get(0));
        Instruction.Copy copy = (Instruction.Copy)
                variables.expand(file.stages().get(0).instructions().get(1));

        assertThat(copy.transfer().files()).extracting(Heredoc::text).containsExactly("\"1\" $A\n", "$A\n");
    }

    @Test
    void aValueThatDoublesItselfIsStopped() {
        StringBuilder lines = new StringBuilder("FROM a\nENV A=xxxxxxxx\n");
        for (int i = 0; i < 40; i++) {
            lines.append("ENV A=$A$A\n");
        }
        Dockerfile.Reading reading = Files.check(lines.toString());

        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.problems().get(0).english()).contains("longer than");
    }
}

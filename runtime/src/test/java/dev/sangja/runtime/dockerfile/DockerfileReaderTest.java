package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DockerfileReaderTest {
    @Test
    void eachOfTheEighteenInstructionsIsRead() {
        Dockerfile.Reading reading = Files.check(
                "FROM lab/base:1",
                "ARG A=1",
                "ADD a /a",
                "CMD [\"a\"]",
                "COPY a /a",
                "ENTRYPOINT [\"a\"]",
                "ENV A=1",
                "EXPOSE 80",
                "HEALTHCHECK NONE",
                "LABEL a=b",
                "MAINTAINER me",
                "ONBUILD RUN true",
                "RUN true",
                "SHELL [\"/bin/sh\", \"-c\"]",
                "STOPSIGNAL SIGQUIT",
                "USER 1000",
                "VOLUME /data",
                "WORKDIR /work");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.file().instructions())
                .extracting(Instruction::name)
                .containsExactly(
                        "FROM",
                        "ARG",
                        "ADD",
                        "CMD",
                        "COPY",
                        "ENTRYPOINT",
                        "ENV",
                        "EXPOSE",
                        "HEALTHCHECK",
                        "LABEL",
                        "MAINTAINER",
                        "ONBUILD",
                        "RUN",
                        "SHELL",
                        "STOPSIGNAL",
                        "USER",
                        "VOLUME",
                        "WORKDIR");
    }

    @Test
    void continuedLinesAreJoinedAndCommentsBetweenLeftOut() {
        Instruction.Run run = (Instruction.Run) Files.one("RUN echo a \\", "  # not this", "    b \\  ", "&& echo c");

        assertThat(run.command()).isEqualTo(new CommandLine(true, List.of("echo a     b && echo c")));
        assertThat(run.text().firstLine()).isEqualTo(2);
        assertThat(run.text().lastLine()).isEqualTo(5);
        assertThat(run.text().original()).isEqualTo("RUN echo a \\\n  # not this\n    b \\  \n&& echo c");
    }

    @Test
    void anEscapedContinuationCharacterContinuesNothing() {
        assertThat(Files.body("RUN echo \\\\", "RUN true")).hasSize(2);
    }

    @Test
    void theEscapeDirectiveChangesTheContinuationCharacter() {
        Dockerfile.Reading reading = Files.check("# escape=`", "FROM lab/base:1", "RUN dir C:\\", "RUN a `", "  b");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.file().directives().escape()).isEqualTo('`');
        assertThat(reading.file().instructions()).hasSize(3);
    }

    @Test
    void directivesEndAtTheFirstLineThatIsNone() {
        Dockerfile.Reading late = Files.check("# a comment", "# escape=`", "FROM lab/base:1");
        Dockerfile.Reading syntax = Files.check("#syntax = docker/dockerfile:1", "FROM lab/base:1");

        assertThat(late.file().directives().escape()).isEqualTo('\\');
        assertThat(syntax.file().directives().syntax()).contains("docker/dockerfile:1");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreNoPartOfTheText() {
        Dockerfile.Reading reading = Files.check("\uFEFFFROM lab/base:1\r", "RUN echo a \\\r", "b\r");

        Instruction.Run run = (Instruction.Run) reading.orThrow().instructions().get(1);
        assertThat(run.command().words()).containsExactly("echo a b");
    }

    @Test
    void heredocsBelongToTheirInstruction() {
        Instruction.Run run =
                (Instruction.Run) Files.one("RUN <<EOF cat - <<\"B\" && true", "one $A", "EOF", "two", "B", "# after");

        assertThat(run.text().heredocs())
                .extracting(Heredoc::name, Heredoc::content, Heredoc::expand)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("EOF", "one $A\n", true),
                        org.assertj.core.groups.Tuple.tuple("B", "two\n", false));
        assertThat(run.text().lastLine()).isEqualTo(6);
    }

    @Test
    void aHeredocWithADashLosesItsTabs() {
        Instruction.Copy copy = (Instruction.Copy) Files.one("COPY <<-EOF /a", "\t\tx", "\ty\tz", "\tEOF");

        assertThat(copy.transfer().files()).extracting(Heredoc::text).containsExactly("x\ny\tz\n");
        assertThat(copy.transfer().sources()).isEmpty();
        assertThat(copy.transfer().destination()).isEqualTo("/a");
    }

    @Test
    void whatLooksLikeAHeredocInOtherInstructionsIsNone() {
        assertThat(Files.body("ENV A=<<EOF", "RUN [\"echo\", \"<<EOF\"]", "CMD echo <<EOF"))
                .hasSize(3)
                .allSatisfy(
                        instruction -> assertThat(instruction.text().heredocs()).isEmpty());
    }

    @Test
    void theJsonFormIsToldFromTheShellForm() {
        assertThat(((Instruction.Cmd) Files.one("CMD [\"a\", \"b c\"]")).command())
                .isEqualTo(new CommandLine(false, List.of("a", "b c")));
        assertThat(((Instruction.Cmd) Files.one("CMD [ 'a' ]")).command())
                .isEqualTo(new CommandLine(true, List.of("[ 'a' ]")));
        assertThat(((Instruction.Cmd) Files.one("CMD [\"a\"] b")).command())
                .isEqualTo(new CommandLine(true, List.of("[\"a\"] b")));
        assertThat(((Instruction.Copy) Files.one("COPY [\"a b\", \"/c d/\"]"))
                        .transfer()
                        .sources())
                .containsExactly("a b");
    }

    @Test
    void copyTakesAllItsOptions() {
        Instruction.Copy copy = (Instruction.Copy) Files.one(
                "COPY --from=build --chown=1:2 --chmod=0644 --link --parents --exclude=*.md --exclude=a b c/ /d/");

        assertThat(copy.from()).contains("build");
        assertThat(copy.parents()).isTrue();
        assertThat(copy.transfer())
                .isEqualTo(new Transfer(
                        List.of("b", "c/"),
                        List.of(),
                        "/d/",
                        Optional.of("1:2"),
                        Optional.of("0644"),
                        true,
                        List.of("*.md", "a")));
    }

    @Test
    void addTakesAllItsOptions() {
        String sum = "sha256:" + "0".repeat(64);
        Instruction.Add add = (Instruction.Add) Files.one(
                "ADD --checksum=" + sum + " --keep-git-dir=true --unpack=false https://example.com/a.tar.gz /");

        assertThat(add.checksum()).contains(sum);
        assertThat(add.keepGit()).isTrue();
        assertThat(add.unpack()).contains(false);
    }

    @Test
    void runTakesMountsNetworkAndSecurity() {
        Instruction.Run run = (Instruction.Run) Files.one(
                "RUN --mount=type=cache,target=/c,id=x --mount=type=secret,id=s --network=none --security=insecure ls");

        assertThat(run.mounts()).containsExactly("type=cache,target=/c,id=x", "type=secret,id=s");
        assertThat(run.network()).isEqualTo("none");
        assertThat(run.security()).isEqualTo("insecure");
        assertThat(run.command().words()).containsExactly("ls");
    }

    @Test
    void healthCheckTakesItsTimes() {
        Instruction.HealthCheck check = (Instruction.HealthCheck)
                Files.one("HEALTHCHECK --interval=1m30s --timeout=500ms --retries=2 CMD test -e /a");

        HealthProbe probe = check.probe().orElseThrow();
        assertThat(probe.interval()).contains(Duration.ofSeconds(90));
        assertThat(probe.timeout()).contains(Duration.ofMillis(500));
        assertThat(probe.retries()).hasValue(2);
        assertThat(probe.command()).isEqualTo(new CommandLine(true, List.of("test -e /a")));
    }

    @Test
    void environmentHasTwoForms() {
        assertThat(((Instruction.Env) Files.one("ENV A=\"b c\" D='e f' G=h\\ i")).assignments())
                .containsExactly(
                        new Assignment("A", "\"b c\""), new Assignment("D", "'e f'"), new Assignment("G", "h\\ i"));
        assertThat(((Instruction.Env) Files.one("ENV A b c")).assignments())
                .containsExactly(new Assignment("A", "b c"));
    }

    @Test
    void onBuildKeepsItsTriggerAsText() {
        Instruction.OnBuild onBuild = (Instruction.OnBuild) Files.one("ONBUILD COPY --chown=1 plugin/ /plugin/");

        assertThat(onBuild.kept()).isEqualTo("COPY --chown=1 plugin/ /plugin/");
        assertThat(onBuild.trigger()).isInstanceOf(Instruction.Copy.class);
        assertThat(onBuild.trigger().name()).isEqualTo("COPY");
    }

    @Test
    void stagesAreFoundByTheirNamesInAnyCase() {
        Dockerfile file =
                Files.check("FROM a AS one", "FROM b AS two", "FROM one").orThrow();

        assertThat(file.stages()).extracting(Stage::label).containsExactly("one", "two", "2");
        assertThat(file.stage("ONE", 2)).map(Stage::index).contains(0);
        assertThat(file.stage("two", 1)).isEmpty();
    }
}

package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker build} in a real machine: what each instruction leaves, the cache, and what a failure leaves. */
final class BuildIT {
    @TempDir
    private static Path directory;

    private static Optional<LiveMachine> machine = Optional.empty();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        machine = Optional.of(new MachineFactory(directory).launch("build"));
        cell("docker version >/dev/null");
    }

    @AfterAll
    static void close() {
        machine.ifPresent(LiveMachine::close);
    }

    private static LiveMachine.Outcome cell(String code) throws InterruptedException {
        return machine.orElseThrow().run(code);
    }

    private static String output(String code) throws InterruptedException {
        return cell(code).output();
    }

    /** Makes a context with a Dockerfile of those lines. */
    private static String context(String name, String... lines) {
        return "mkdir -p /lab/" + name + "; cd /lab/" + name + "; cat >Dockerfile <<'END'\n" + String.join("\n", lines)
                + "\nEND\n";
    }

    private static BuildView view(LiveMachine.Outcome outcome) {
        Receipt receipt = outcome.receipt();
        assertThat(receipt.builds()).hasSize(1);
        return receipt.builds().get(0);
    }

    @Test
    void aDockerfileBecomesAnImageThatRuns() throws InterruptedException {
        LiveMachine.Outcome outcome = cell(context(
                        "web",
                        "FROM lab/base:1",
                        "COPY src/ /www/",
                        "COPY start.sh /usr/local/bin/",
                        "RUN chmod +x /usr/local/bin/start.sh && ln -s /usr/local/bin/start.sh /start.sh",
                        "CMD [\"/start.sh\"]")
                + "mkdir src; echo page >src/index.html\n"
                + "printf '#!/bin/sh\\necho started; cat /www/index.html\\n' >start.sh\n"
                + "docker build -t my/web:1 /lab/web; docker run --rm my/web:1");

        assertThat(outcome.output()).contains("#2 [1/4] FROM lab/base:1").endsWith("started\npage\n");
        BuildView view = view(outcome);
        assertThat(view.outcome()).isEqualTo(BuildView.Outcome.DONE);
        assertThat(view.tags()).containsExactly("my/web:1");
        assertThat(view.steps())
                .extracting(BuildStep::instruction)
                .containsExactly("FROM", "COPY", "COPY", "RUN", "CMD");
        BuildStep run = view.steps().get(3);
        assertThat(run.syscalls()).isPositive();
        assertThat(run.layer().orElseThrow().changes())
                .extracting(change -> change.kind() + " " + change.path())
                .contains("ADDED /start.sh", "METADATA /usr/local/bin/start.sh");
        assertThat(view.steps().get(1).layer().orElseThrow().changes())
                .extracting(change -> change.kind() + " " + change.path())
                .containsExactly("ADDED /www/index.html");
        assertThat(view.steps().get(4).layer()).isEmpty();
        assertThat(view.steps().get(4).config()).isEqualTo("Cmd: [\"/start.sh\"]");
    }

    @Test
    void theSecondBuildComesFromTheCacheUntilAnInputChanges() throws InterruptedException {
        String file =
                context("cache", "FROM lab/base:1", "COPY a.txt /a", "RUN cat /a >/b", "COPY c.txt /c", "LABEL x=1");
        output(file + "echo one >a.txt; echo one >c.txt; docker build -t my/cache:1 . 2>&1");

        BuildView again = view(cell("cd /lab/cache; docker build -q -t my/cache:2 ."));
        BuildView changed = view(cell("cd /lab/cache; echo two >c.txt; docker build -q -t my/cache:3 ."));
        BuildView forced = view(cell("cd /lab/cache; docker build --no-cache -q -t my/cache:4 ."));

        assertThat(again.steps()).allMatch(BuildStep::cached);
        assertThat(output("docker inspect -f '{{.Id}}' my/cache:1 my/cache:2 | uniq | wc -l"))
                .isEqualTo("1\n");
        assertThat(changed.steps()).extracting(BuildStep::cached).containsExactly(true, true, true, false, false);
        assertThat(forced.steps().get(2).cached()).isFalse();
    }

    @Test
    void settingsLeaveNoLayersAndAnExistingWorkingDirectoryNeither() throws InterruptedException {
        String file = context(
                "meta",
                "FROM lab/base:1",
                "MAINTAINER me@example.com",
                "LABEL org.opencontainers.image.authors=\"me@example.com\" version=\"1\"",
                "ENV A=1",
                "EXPOSE 8080",
                "WORKDIR /tmp",
                "RUN echo hi > /hello",
                "CMD [\"cat\",\"/hello\"]");
        String said = output(file + "docker build -t my/meta:1 . 2>&1; docker run --rm my/meta:1\n"
                + "sed -i 's#/tmp#/newdir#' Dockerfile; docker build -q -t my/meta:2 .\n"
                + "for i in lab/base:1 my/meta:1 my/meta:2; do docker inspect -f '{{len .RootFS.Layers}}' $i; done");

        assertThat(said)
                .contains(" 1 warning found:\n - MaintainerDeprecated: Maintainer instruction is deprecated in favor of"
                        + " using label (line 2)\n")
                .contains("\nhi\nsha256:")
                .endsWith("\n1\n2\n3\n");
    }

    @Test
    void aFailedCommandSaysWhichLineAndLeavesNothing() throws InterruptedException {
        LiveMachine.Outcome outcome =
                cell(context("fails", "FROM lab/base:1", "RUN echo before; touch /x; exit 7", "RUN echo never")
                        + "docker build -t my/fails:1 . 2>&1; echo code $?; docker images my/fails; docker ps -aq");

        assertThat(outcome.output())
                .contains("#3 0.")
                .contains("before")
                .contains("ERROR: failed to build: failed to solve: process \"/bin/sh -c echo before; touch /x;"
                        + " exit 7\" did not complete successfully: exit code: 7")
                .contains("Dockerfile:2\n--------------------\n   1 |     FROM lab/base:1\n   2 | >>> RUN echo before")
                .contains("code 1\n")
                .doesNotContain("never\nnever");
        BuildView view = view(outcome);
        assertThat(view.outcome()).isEqualTo(BuildView.Outcome.FAILED);
        assertThat(view.failure().orElseThrow().line()).isEqualTo(2);
        assertThat(view.failure().orElseThrow().exitCode()).isEqualTo(7);
        assertThat(view.image()).isEmpty();
        assertThat(output("docker images -q my/fails; docker ps -aq")).isEmpty();
    }

    @Test
    void aMistakeInTheFileIsToldWithItsPlaceBeforeAnythingIsDone() throws InterruptedException {
        String said = output(context("wrong", "FROM lab/base:1", "RUNN echo") + "docker build . 2>&1; echo code $?");

        assertThat(said)
                .contains("   2 | >>> RUNN echo\n     |     ^^^^\n")
                .contains("dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)")
                .contains("expected: one of ADD, ARG")
                .endsWith("code 1\n");
    }

    @Test
    void argumentsAreSeenAtBuildTimeOnlyAndTheEnvironmentAlways() throws InterruptedException {
        String said = output(context(
                        "env",
                        "FROM lab/base:1",
                        "ARG BUILD_NO=0",
                        "ENV APP_COLOR=teal",
                        "RUN echo \"$BUILD_NO $APP_COLOR\" > /BUILD")
                + "docker build -q --build-arg BUILD_NO=42 -t my/env:1 . >/dev/null\n"
                + "docker run --rm my/env:1 sh -c 'echo \"[$BUILD_NO] [$APP_COLOR]\"; cat /BUILD'");

        assertThat(said).isEqualTo("[] [teal]\n42 teal\n");
    }

    @Test
    void stagesAreBuiltAsTheyAreNeeded() throws InterruptedException {
        LiveMachine.Outcome outcome = cell(
                context(
                                "stages",
                                "FROM lab/base:1 AS one",
                                "RUN sleep 1; echo one >/out",
                                "FROM lab/base:1 AS two",
                                "RUN sleep 1; echo two >/out",
                                "FROM lab/base:1 AS unused",
                                "RUN exit 1",
                                "FROM scratch AS both",
                                "COPY --from=one /out /one",
                                "COPY --from=1 /out /two",
                                "FROM lab/base:1",
                                "COPY --from=both / /all/",
                                "RUN cat /all/one /all/two >/result")
                        + "docker build -t my/stages:1 . 2>/lab/said || cat /lab/said; docker run --rm my/stages:1 cat /result");

        assertThat(outcome.output()).isEqualTo("one\ntwo\n");
        BuildView view = view(outcome);
        assertThat(view.steps())
                .extracting(BuildStep::stage)
                .contains("one", "two", "both", "4")
                .doesNotContain("unused");
        List<BuildStep> slow = view.steps().stream()
                .filter(step -> step.text().contains("sleep"))
                .toList();
        assertThat(Math.abs(slow.get(0).startNanos() - slow.get(1).startNanos()))
                .isLessThan(900_000_000L);
    }

    @Test
    void triggersRunInTheBuildOfTheChild() throws InterruptedException {
        String said = output(
                context(
                                "parent",
                                "FROM lab/base:1",
                                "ONBUILD COPY plugin/ /plugin/",
                                "ONBUILD RUN ls /plugin > /from-onbuild")
                        + "docker build -q -t my/parent:1 . >/dev/null\n"
                        + context("child", "FROM my/parent:1")
                        + "mkdir plugin; echo x >plugin/p; docker build -q -t my/child:1 . >/dev/null\n"
                        + "docker run --rm my/child:1 cat /from-onbuild; docker run --rm my/parent:1 ls /from-onbuild 2>&1\n"
                        + "mkdir /lab/grandchild; cd /lab/grandchild; echo FROM my/child:1 >Dockerfile; docker build -q . | wc -l");

        assertThat(said).startsWith("p\n").contains("No such file").endsWith("\n1\n");
    }

    @Test
    void anArchiveIsUnpackedByAddAndNotByCopy() throws InterruptedException {
        String said =
                output(context("add", "FROM lab/base:1", "ADD app.tar /", "ADD app.tgz /gz/", "COPY app.tar /opt/")
                        + "mkdir -p app/bin; echo run >app/bin/app.sh; tar cf app.tar app; tar czf app.tgz app\n"
                        + "docker build -q -t my/add:1 . >/dev/null; docker run --rm my/add:1 sh -c"
                        + " 'cat /app/bin/app.sh /gz/app/bin/app.sh; ls /opt'");

        assertThat(said).isEqualTo("run\nrun\napp.tar\n");
    }

    @Test
    void shellUserAndWorkingDirectoryCountForWhatFollows() throws InterruptedException {
        assertThat(output(context(
                                "shell",
                                "FROM lab/base:1",
                                "RUN mkdir -p /work && chown 1000:1000 /work",
                                "WORKDIR /work",
                                "USER 1000:1000",
                                "RUN id -u >who; pwd >>who")
                        + "docker build -q -t my/user:1 . >/dev/null; docker run --rm my/user:1 cat who"))
                .isEqualTo("1000\n/work\n");
        assertThat(output(context("pipe", "FROM lab/base:1", "RUN false | true")
                        + "docker build -q . >/dev/null; echo $?"))
                .isEqualTo("0\n");
        assertThat(output(context(
                                "fail",
                                "FROM lab/base:1",
                                "SHELL [\"/bin/ash\",\"-eo\",\"pipefail\",\"-c\"]",
                                "RUN false | true")
                        + "docker build -q . 2>/dev/null; echo $?"))
                .isEqualTo("1\n");
    }

    @Test
    void changesInADeclaredVolumeAreDroppedWithAWarning() throws InterruptedException {
        String said = output(context(
                        "volume",
                        "FROM lab/base:1",
                        "RUN mkdir /data && echo kept >/data/a",
                        "VOLUME /data",
                        "RUN echo lost >/data/b",
                        "COPY Dockerfile /data/c")
                + "docker build -t my/volume:1 . 2>&1 | grep Volume; docker run --rm my/volume:1 ls /data");

        assertThat(said)
                .contains("VolumeChangeDiscarded")
                .contains("(line 4)")
                .contains("(line 5)")
                .endsWith("a\n");
    }

    @Test
    void nothingOutsideOfTheContextCanBeCopied() throws InterruptedException {
        String said = output(context("inside", "FROM lab/base:1", "COPY link /x") + "echo secret >/lab/secret\n"
                + "ln -s /lab/secret link; docker build . 2>&1 | tail -n 2; echo ==\n"
                + "printf 'FROM lab/base:1\\nCOPY ../secret /x\\n' >Dockerfile; docker build . 2>&1 | tail -n 2; echo ==\n"
                + "printf 'FROM lab/base:1\\nCOPY /lab/secret /x\\n' >Dockerfile; docker build . 2>&1 | tail -n 2");

        assertThat(said.split("==\n", -1))
                .hasSize(3)
                .allSatisfy(part -> assertThat(part).contains("not found"))
                .satisfies(parts -> assertThat(parts[2]).contains("outside of the build context"));
    }

    @Test
    void ignoredFilesAreNotInTheContext() throws InterruptedException {
        assertThat(output(context("ignore", "FROM lab/base:1", "COPY . /all/")
                        + "printf '*.log\\n!keep.log\\nsub\\n' >.dockerignore; touch a.log keep.log; mkdir sub; touch sub/x\n"
                        + "docker build -q -t my/ignore:1 . >/dev/null; docker run --rm my/ignore:1 ls -A /all"))
                .isEqualTo(".dockerignore\nDockerfile\nkeep.log\n");
    }

    @Test
    void mountsOfARunDoNotStayInTheImage() throws InterruptedException {
        String said = output(context(
                        "mounts",
                        "FROM lab/base:1",
                        "RUN --mount=type=cache,target=/cache echo x >>/cache/n; wc -l </cache/n >/count",
                        "RUN --mount=type=bind,target=/src cat /src/Dockerfile | wc -l >/lines",
                        "RUN --mount=type=secret,id=key cat /run/secrets/key >/seen",
                        "RUN --mount=type=tmpfs,target=/scratch echo y >/scratch/y",
                        "RUN <<'EOF'",
                        "#!/bin/sh",
                        "echo from a script >/script",
                        "EOF")
                + "echo hush >key; for i in 1 2; do docker build -q --no-cache --secret id=key,src=key -t my/mounts:1 ."
                + " >/dev/null; done\n"
                + "docker run --rm my/mounts:1 sh -c 'cat /count /lines /seen /script; ls -d /cache /src /scratch"
                + " /run/secrets 2>&1 | grep -c \"No such\"'");

        assertThat(said).isEqualTo("2\n9\nhush\nfrom a script\n4\n");
    }

    @Test
    void aDockerfileOrAContextCanComeOnStandardInput() throws InterruptedException {
        assertThat(output(
                        "printf 'FROM lab/base:1\\nRUN echo piped >/x\\n' | docker build -q -t my/stdin:1 - >/dev/null\n"
                                + "docker run --rm my/stdin:1 cat /x"))
                .isEqualTo("piped\n");
        assertThat(output(context("tar", "FROM lab/base:1", "COPY f /f") + "echo inside >f; tar c . |"
                        + " docker build -q -t my/tar:1 - >/dev/null; docker run --rm my/tar:1 cat /f"))
                .isEqualTo("inside\n");
    }

    @Test
    void whatWouldHaveToBeFetchedIsRefusedWithTheReason() throws InterruptedException {
        assertThat(output(context("fetch", "FROM lab/base:1", "ADD https://example.com/a /a")
                        + "docker build . 2>&1 | tail -n 2"))
                .contains("https://example.com/a cannot be fetched")
                .contains("no network to the outside");
        assertThat(output("docker build https://github.com/a/b.git 2>&1; echo $?"))
                .contains("cannot be fetched")
                .endsWith("1\n");
        assertThat(output(context("from", "FROM nowhere/at-all:1") + "docker build . 2>&1 | tail -n 2"))
                .contains("nowhere/at-all:1: not found".substring(0, 16))
                .contains("no network to the outside");
    }
}

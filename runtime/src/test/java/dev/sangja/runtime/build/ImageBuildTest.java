package dev.sangja.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageBuildTest {
    @TempDir
    private Path directory = Path.of("");

    private Workshop workshop;

    @BeforeEach
    void open() throws IOException {
        workshop = new Workshop(directory);
        workshop.file("a.txt", "a").file("b.txt", "b").file("dir/c.txt", "c").file("dir/sub/d.txt", "d");
    }

    private String failure(String... lines) {
        BuildResult result = workshop.build(lines);
        assertThat(result.image()).isEmpty();
        assertThat(result.view().outcome()).isEqualTo(BuildView.Outcome.FAILED);
        return result.view().failure().orElseThrow().message();
    }

    @Test
    void filesAndDirectoriesGoWhereDockerPutsThem() throws IOException {
        Image image = workshop.image(
                "x",
                "FROM scratch",
                "COPY a.txt /file",
                "COPY a.txt b.txt /many/",
                "COPY dir /dir",
                "COPY dir /into/",
                "COPY *.txt /pattern/",
                "WORKDIR /work",
                "COPY a.txt .",
                "COPY --chmod=0640 a.txt mode");

        assertThat(workshop.text(image, "file")).isEqualTo("a");
        assertThat(workshop.text(image, "many/b.txt")).isEqualTo("b");
        assertThat(workshop.text(image, "dir/sub/d.txt")).isEqualTo("d");
        assertThat(workshop.text(image, "into/c.txt")).isEqualTo("c");
        assertThat(workshop.text(image, "pattern/b.txt")).isEqualTo("b");
        assertThat(workshop.text(image, "work/a.txt")).isEqualTo("a");
        assertThat(workshop.node(image, "work/mode").metadata().mode()).isEqualTo(0640);
    }

    @Test
    void directoriesOnTheWayKeepWhatTheyAre() throws IOException {
        Files.createDirectory(workshop.context().resolve("t"));
        Files.setAttribute(workshop.context().resolve("t"), "unix:mode", 01777);
        workshop.image("base", "FROM scratch", "COPY --parents t /");

        Image image = workshop.image("x", "FROM base", "COPY a.txt /t/a.txt");

        assertThat(workshop.node(image, "t").metadata().mode()).isEqualTo(01777);
    }

    @Test
    void aLinkInTheImageLeadsWithinTheImage() throws IOException {
        Files.createDirectory(workshop.context().resolve("l"));
        Files.createSymbolicLink(workshop.context().resolve("l/link"), Path.of("/real"));
        workshop.image("base", "FROM scratch", "WORKDIR /real", "COPY l/ /");

        Image followed = workshop.image("x", "FROM base", "COPY a.txt /link/a");
        Image linked = workshop.image("y", "FROM base", "COPY --link a.txt /link/a");

        assertThat(workshop.text(followed, "real/a")).isEqualTo("a");
        assertThat(workshop.node(followed, "link").type()).isEqualTo(FileView.Type.LINK);
        assertThat(workshop.node(linked, "link").type()).isEqualTo(FileView.Type.DIRECTORY);
    }

    @Test
    void excludesAndParentsChooseWhatComesAlong() throws IOException {
        Image image = workshop.image(
                "x",
                "FROM scratch",
                "COPY --exclude=**/d.txt dir /e/",
                "COPY --parents dir/sub/d.txt /p/",
                "COPY --parents dir/./sub/d.txt /q/");

        assertThat(workshop.files(image).find("e/c.txt", false)).isPresent();
        assertThat(workshop.files(image).find("e/sub/d.txt", false)).isEmpty();
        assertThat(workshop.text(image, "p/dir/sub/d.txt")).isEqualTo("d");
        assertThat(workshop.text(image, "q/sub/d.txt")).isEqualTo("d");
    }

    @Test
    void heredocsAreFiles() {
        Image image = workshop.image(
                "x", "FROM scratch", "ENV WHO=me", "COPY <<one <<'two' /d/", "hello $WHO", "one", "$WHO", "two");

        assertThat(workshop.text(image, "d/one")).isEqualTo("hello me\n");
        assertThat(workshop.text(image, "d/two")).isEqualTo("$WHO\n");
    }

    @Test
    void whatCannotBeCopiedSaysWhy() {
        assertThat(failure("FROM scratch", "COPY nope /x")).contains("\"/nope\": not found");
        assertThat(failure("FROM scratch", "COPY *.nope /x")).contains("not found");
        assertThat(failure("FROM scratch", "COPY a.txt b.txt /x")).contains("must be a directory and end with a /");
        assertThat(failure("FROM scratch", "COPY a.txt /x", "COPY b.txt /x/y"))
                .contains("cannot copy to non-directory: /x");
        assertThat(failure("FROM scratch", "COPY --chown=who a.txt /x")).contains("no such user: who");
        assertThat(failure("FROM nowhere")).contains("nowhere: not found".substring(0, 9));
        assertThat(failure("FROM scratch", "RUN true")).contains("needs a machine");
        assertThat(failure("FROM scratch", "ADD https://example.com/x /")).contains("cannot be fetched");
        assertThat(failure("FROM scratch", "RUN --security=insecure true"))
                .contains("security.insecure is not allowed");
        assertThat(failure("ARG X", "FROM ${X}")).contains("should not be blank");
        assertThat(failure("FROM --platform=linux/s390x scratch")).contains("no match for platform");
    }

    @Test
    void aLinkOfTheContextLeadsNowhereElse() throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        Files.createSymbolicLink(workshop.context().resolve("up"), Path.of("../secret"));
        Files.createSymbolicLink(workshop.context().resolve("abs"), directory.resolve("secret"));
        Files.createSymbolicLink(workshop.context().resolve("loop"), Path.of("loop"));

        assertThat(failure("FROM scratch", "COPY up /x")).contains("not found");
        assertThat(failure("FROM scratch", "COPY abs /x")).contains("not found");
        assertThat(failure("FROM scratch", "COPY loop /x")).contains("too many levels of symbolic links");
        assertThat(failure("FROM scratch", "COPY ../secret /x")).contains("not found");
    }

    @Test
    void theCacheKnowsWhatCounts() throws IOException {
        String[] file = {"FROM scratch", "COPY a.txt /a", "COPY b.txt /b", "ENV X=1"};
        BuildResult first = workshop.build(file);
        Files.setLastModifiedTime(workshop.context().resolve("a.txt"), java.nio.file.attribute.FileTime.fromMillis(0));
        BuildResult touched = workshop.build(file);
        workshop.file("b.txt", "other");
        BuildResult changed = workshop.build(file);

        assertThat(first.view().steps().get(1).cached()).isFalse();
        assertThat(touched.view().steps()).allMatch(BuildStep::cached);
        assertThat(touched.view().image()).isEqualTo(first.view().image());
        assertThat(changed.view().steps()).extracting(BuildStep::cached).containsExactly(true, true, false, false);
    }

    @Test
    void oneTimeForEverythingMakesTheSameImageEveryTime() throws IOException {
        Map<String, String> epoch = Map.of("SOURCE_DATE_EPOCH", "1000000000");
        String[] file = {"FROM scratch", "WORKDIR /w", "COPY dir .", "LABEL a=b"};
        Image one = workshop.build(epoch, IgnoreRules.NONE, file).image().orElseThrow();
        Path elsewhere = directory.resolve("other");
        Workshop other = new Workshop(elsewhere);
        other.file("dir/c.txt", "c").file("dir/sub/d.txt", "d");
        Image two = other.build(epoch, IgnoreRules.NONE, file).image().orElseThrow();

        assertThat(two.id()).isEqualTo(one.id());
        assertThat(two.manifest()).isEqualTo(one.manifest());
    }

    @Test
    void settingsEndUpInTheConfigurationAndTheHistory() {
        Image image = workshop.image(
                "x",
                "FROM scratch",
                "MAINTAINER me",
                "LABEL a=\"b c\"",
                "ENV A=1 B=$PATH",
                "EXPOSE 8080 53/udp 9000-9001",
                "VOLUME /data /more",
                "USER 1000:1000",
                "STOPSIGNAL SIGQUIT",
                "SHELL [\"/bin/ash\", \"-c\"]",
                "ENTRYPOINT run me",
                "CMD [\"x\"]",
                "HEALTHCHECK --interval=1s CMD test -e /x",
                "ONBUILD RUN true");

        ImageConfig.Execution config = image.config().config();
        assertThat(image.config().author()).isEqualTo("me");
        assertThat(config.labels()).isEqualTo(Map.of("a", "b c"));
        assertThat(config.environment())
                .containsExactly(
                        ImageConfig.Execution.DEFAULT_PATH,
                        "A=1",
                        "B=" + ImageConfig.Execution.DEFAULT_PATH.substring("PATH=".length()));
        assertThat(config.exposedPorts().keySet()).containsExactly("53/udp", "8080/tcp", "9000/tcp", "9001/tcp");
        assertThat(config.volumes().keySet()).containsExactly("/data", "/more");
        assertThat(config.user()).isEqualTo("1000:1000");
        assertThat(config.stopSignal()).isEqualTo("SIGQUIT");
        assertThat(config.entryPoint()).containsExactly("/bin/ash", "-c", "run me");
        assertThat(config.command()).containsExactly("x");
        assertThat(config.health().orElseThrow().interval()).isEqualTo(1_000_000_000L);
        assertThat(config.onBuild()).containsExactly("RUN true");
        assertThat(image.config().history()).hasSize(12).allMatch(ImageConfig.Step::emptyLayer);
        assertThat(image.layers()).isEmpty();
    }

    @Test
    void anEntryPointTakesAnInheritedCommandAway() {
        workshop.image("base", "FROM scratch", "CMD [\"old\"]");

        assertThat(workshop.image("x", "FROM base", "ENTRYPOINT [\"e\"]")
                        .config()
                        .config()
                        .command())
                .isEmpty();
        assertThat(workshop.image("y", "FROM base", "CMD [\"new\"]", "ENTRYPOINT [\"e\"]")
                        .config()
                        .config()
                        .command())
                .containsExactly("new");
    }

    @Test
    void triggersAreCarriedOutByTheChildAndAreNotItsOwn() {
        workshop.image("parent", "FROM scratch", "ONBUILD COPY a.txt /from-child", "ONBUILD ENV T=1");

        BuildResult child = workshop.build("FROM parent", "ENV U=$T");

        Image image = child.image().orElseThrow();
        assertThat(workshop.text(image, "from-child")).isEqualTo("a");
        assertThat(image.config().config().onBuild()).isEmpty();
        assertThat(image.config().config().environment()).contains("T=1", "U=1");
        assertThat(child.view().steps()).extracting(BuildStep::trigger).containsExactly(false, true, true, false);
    }

    @Test
    void changesInADeclaredVolumeAreDropped() throws IOException {
        BuildResult result = workshop.build("FROM scratch", "VOLUME /data", "COPY a.txt /data/a", "COPY a.txt /b");

        Image image = result.image().orElseThrow();
        assertThat(workshop.files(image).find("data/a", false)).isEmpty();
        assertThat(workshop.text(image, "b")).isEqualTo("a");
        assertThat(result.view().warnings())
                .extracting(warning -> warning.rule() + ":" + warning.line())
                .containsExactly("VolumeChangeDiscarded:3");
    }

    @Test
    void receiptsTellWhatEachStepLeft() throws IOException {
        workshop.file("longer.txt", "longer");
        List<BuildStep> steps = workshop.build("FROM scratch", "COPY dir /x/", "COPY longer.txt /x/c.txt", "ENV A=1")
                .view()
                .steps();

        assertThat(Workshop.changes(steps.get(1)))
                .containsExactly("ADDED /x", "ADDED /x/c.txt", "ADDED /x/sub", "ADDED /x/sub/d.txt");
        assertThat(Workshop.changes(steps.get(2))).containsExactly("MODIFIED /x/c.txt");
        assertThat(steps.get(2).layer().orElseThrow().modified()).isEqualTo(1);
        assertThat(steps.get(3).config()).isEqualTo("Env: A=1");
    }
}

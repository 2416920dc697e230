package dev.sangja.lessons.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.probe.ContainerFact;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.ImageFact;
import dev.sangja.runtime.probe.LayerEntryFact;
import dev.sangja.runtime.receipt.BuildFailure;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final ImageFact SHOP = new ImageFact(
            "sha256:1",
            "sha256:2",
            2_100_000,
            List.of(
                    new ImageFact.Layer("sha256:a", 2_000_000, "base"),
                    new ImageFact.Layer("sha256:b", 100_000, "COPY x /")),
            List.of(new ImageFact.Step("base", false), new ImageFact.Step("CMD x", true)),
            List.of("A=1"),
            List.of("version=1"),
            List.of(),
            List.of(),
            List.of("x"),
            "1000",
            "/work",
            List.of("/data"),
            List.of("8080/tcp"),
            "");

    private final FakeEvidence evidence = FakeEvidence.of(FakeEvidence.process(10, "bash"))
            .image("lab/shop:1.0", SHOP)
            .layer("lab/shop:1.0", 1, entry("bin", ""), entry("bin/busybox", ""))
            .layer("lab/shop:1.0", 2, entry("bin/.wh.vi", ""), entry("hello", "hi"))
            .container("d1", "running", 20)
            .closer(
                    "d1",
                    new ContainerFact(
                            "sha256:1",
                            List.of("A /tmp/app.conf"),
                            List.of("/l/b", "/l/a"),
                            66,
                            List.of("A=1"),
                            "",
                            List.of("0.0.0.0:32768->8080/tcp"),
                            "bye\n",
                            "",
                            List.of(0, 1)));

    private static LayerEntryFact entry(String name, String text) {
        return new LayerEntryFact(name, new FileFact("file", 0755, 0, 0, text.length(), "", "", text, Map.of()));
    }

    private String shown(String source) {
        return Expression.value(source, new Vocabulary(Map.of(), Set.of(), Set.of()))
                .shown(evidence, Map.of());
    }

    @Test
    void imagesTellTheirLayersHistoryAndSettings() {
        assertThat(shown("image(\"lab/shop:1.0\").layers.size")).isEqualTo("2");
        assertThat(shown("count(s in image(\"lab/shop:1.0\").history: s.empty)"))
                .isEqualTo("1");
        assertThat(shown("first(l in image(\"lab/shop:1.0\").layers: l.size < 1000000).by"))
                .isEqualTo("COPY x /");
        assertThat(shown("image(\"lab/shop:1.0\").env has \"A=1\"")).isEqualTo("true");
        assertThat(shown("image(\"lab/none:1\") is absent")).isEqualTo("true");
        assertThat(shown("image(\"lab/none:1\").layers.size")).isEqualTo("–");
    }

    @Test
    void layersTellTheNamesOfTheirArchivesAndAreReadOnce() {
        assertThat(shown("entries(image(\"lab/shop:1.0\"), 2)")).isEqualTo("bin/.wh.vi, hello");
        assertThat(shown("layerfile(image(\"lab/shop:1.0\"), 2, \"hello\").text"))
                .isEqualTo("hi");
        assertThat(shown("layerfile(image(\"lab/shop:1.0\"), 3, \"hello\") is absent"))
                .isEqualTo("true");
        evidence.looks().clear();
        assertThat(shown("first(l in image(\"lab/shop:1.0\").layers:"
                        + " layerfile(image(\"lab/shop:1.0\"), l.number, \"hello\") is not absent"
                        + " or layerfile(image(\"lab/shop:1.0\"), l.number, \"bye\") is not absent).number"))
                .isEqualTo("2");
        assertThat(evidence.looks()).containsExactly("layer 1 of lab/shop:1.0", "layer 2 of lab/shop:1.0");
    }

    @Test
    void containersAreLookedAtCloselyOnlyWhenAskedAndOnce() {
        assertThat(shown("container(\"d1\").running")).isEqualTo("true");
        assertThat(evidence.looks()).isEmpty();
        assertThat(shown("container(\"d1\").up == [\"A /tmp/app.conf\"] and container(\"d1\").bytes < 100"))
                .isEqualTo("true");
        assertThat(evidence.looks()).containsExactly("container id-d1");
        assertThat(shown("container(\"d1\").health is absent and container(\"d1\").ip is absent"))
                .isEqualTo("true");
        assertThat(shown("container(\"d1\").checks")).isEqualTo("0, 1");
        assertThat(shown("container(\"none\").up.size")).isEqualTo("–");
    }

    @Test
    void buildsTellTheirStepsAndHowTheyEnded() {
        BuildStep copy = step(2, "COPY", "COPY src/ /src/", true);
        BuildStep run = step(3, "RUN", "RUN false", false);
        evidence.built(new BuildView(
                "/lab/df/Dockerfile",
                "/lab/df",
                "",
                "",
                List.of("my/web:1"),
                List.of(copy, run),
                List.of(new BuildWarning("MaintainerDeprecated", "…", 1, 1)),
                BuildView.Outcome.FAILED,
                Optional.empty(),
                Optional.of(new BuildFailure("exit code: 1", 3, 1, 1)),
                0,
                1_500_000_000));
        assertThat(shown("first(b in builds(): b.tags has \"my/web:1\").outcome"))
                .isEqualTo("failed");
        assertThat(shown("any(b in builds(): any(s in b.steps: s.name == \"COPY\" and s.cached))"))
                .isEqualTo("true");
        assertThat(shown("first(b in builds(): b.exit == 1 and b.line == 3).seconds"))
                .isEqualTo("1.5");
        assertThat(shown("any(b in builds(): b.warnings has \"MaintainerDeprecated\" and b.image is absent)"))
                .isEqualTo("true");
    }

    private static BuildStep step(int line, String instruction, String text, boolean cached) {
        return new BuildStep("0", 1, 2, line, line, instruction, text, false, cached, 0, 0, Optional.empty(), 0, "");
    }

    @Test
    void volumesTellWhoHasThem() {
        assertThat(shown("volume(\"data\").users == [\"d1\"] and volume(\"data\").bytes == 5"))
                .isEqualTo("true");
        assertThat(shown("volume(\"data\").anonymous or volume(\"none\") is not absent"))
                .isEqualTo("false");
    }

    @Test
    void aFieldThatAnImageLacksIsAMistakeOfTheWriter() {
        assertThatThrownBy(() -> shown("image(\"lab/shop:1.0\").colour"))
                .hasMessageContaining("a image has the fields cmd, digest, entrypoint");
    }
}

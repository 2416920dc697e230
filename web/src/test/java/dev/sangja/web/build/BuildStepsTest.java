package dev.sangja.web.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.web.page.SampleBuilds;
import dev.sangja.web.text.Words;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BuildStepsTest {
    private static final Words ENGLISH = Words.in(Language.EN, ZoneOffset.UTC);

    @Test
    void setsEveryLineBesideWhatItMade() {
        String drawn = BuildSteps.draw(SampleBuilds.build(false), ENGLISH, "b").render();

        assertThat(drawn)
                .contains("my/web:1", "from Dockerfile", "4.20 s · 0 of 8 steps cached")
                .contains("<span class=\"ln\">5</span><code>    ln -s /usr/local/bin/start.sh /start.sh</code>")
                .contains("layer 1", "1.2 KiB", "layer 2", "layer 3")
                .contains("A 1", "M 1", "D 1")
                .contains("Env: APP_COLOR=teal", "left nothing =", "base image")
                .contains("MaintainerDeprecated")
                .contains("system calls watched 31")
                .doesNotContain("data-cached", "layer 4");
    }

    @Test
    void saysWhatCameFromTheCache() {
        String drawn = BuildSteps.draw(SampleBuilds.build(true), ENGLISH, "b").render();

        assertThat(drawn).contains("4 of 8 steps cached");
        assertThat(drawn.split("data-cached", -1)).hasSize(5);
    }

    @Test
    void saysWhereAndWhyABuildStopped() {
        String drawn = BuildSteps.draw(SampleBuilds.failed(), ENGLISH, "b").render();

        assertThat(drawn)
                .contains("image without a name", "no image · 30.0 ms", "stopped here", "line 3, column 1")
                .contains("did not complete successfully: exit code: 1");
    }

    @Test
    void escapesWhatADockerfileSays() {
        var build = SampleBuilds.failed();
        var hostile = new dev.sangja.runtime.receipt.BuildView(
                "<i>",
                build.context(),
                build.source().replace("false | true", "<script>alert(1)</script>"),
                "",
                build.tags(),
                build.steps(),
                build.warnings(),
                build.outcome(),
                build.image(),
                build.failure(),
                0,
                1);

        assertThat(BuildSteps.draw(hostile, ENGLISH, "b").render()).doesNotContain("<script>", "<i>");
    }

    @Test
    void drawsBuildsInLanesWithCachedStepsHatchedAndEverythingAsText() {
        String picture = BuildTimeline.draw(SampleBuilds.lanes(), ENGLISH, "t").render();

        assertThat(picture)
                .contains("receipt 21", "receipt 22", "receipt 23")
                .contains("The build on receipt 22 took 83.0 ms; 4 of its 8 steps came from the cache.")
                .contains("url(#t-h)");
        assertThat(picture.split("class=\"cachedbar\"", -1)).hasSize(5);
        assertThat(BuildTimeline.table(SampleBuilds.lanes(), ENGLISH).render())
                .contains("RUN rm /www/old.html", "cached", "38.0 ms");
    }
}

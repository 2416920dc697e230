package dev.sangja.web.page;

import dev.sangja.runtime.receipt.BuildFailure;
import dev.sangja.runtime.receipt.BuildLayer;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.build.BuildTimeline;
import java.util.List;
import java.util.Optional;

/** Builds like those of a real run, for pages that are looked at and for tests. */
public final class SampleBuilds {
    private static final String SOURCE = """
            FROM lab/base:1
            MAINTAINER me@example.com
            COPY src/ /www/
            RUN /src/fetch-deps.sh && \\
                ln -s /usr/local/bin/start.sh /start.sh
            RUN rm /www/old.html
            ENV APP_COLOR=teal
            RUN true
            CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
            """;

    private SampleBuilds() {}

    /** Three builds: everything new, nearly everything from the cache, and one that failed. */
    public static List<BuildTimeline.Lane> lanes() {
        return List.of(
                new BuildTimeline.Lane(21, build(false)),
                new BuildTimeline.Lane(22, build(true)),
                new BuildTimeline.Lane(23, failed()));
    }

    /** A build of nine lines in one stage. */
    public static BuildView build(boolean cached) {
        long slow = cached ? 400_000 : 4_120_000_000L;
        List<BuildStep> steps = List.of(
                step(1, 1, 1, "FROM", "FROM lab/base:1", cached, 0, 900_000, Optional.empty(), ""),
                step(
                        2,
                        2,
                        2,
                        "MAINTAINER",
                        "MAINTAINER me@example.com",
                        cached,
                        900_000,
                        100_000,
                        Optional.empty(),
                        "Author: me@example.com"),
                step(3, 3, 3, "COPY", "COPY src/ /www/", cached, 1_000_000, 12_400_000, Optional.of(copied()), ""),
                step(
                        4,
                        4,
                        5,
                        "RUN",
                        "RUN /src/fetch-deps.sh && ln -s /usr/local/bin/start.sh /start.sh",
                        cached,
                        13_400_000,
                        slow,
                        Optional.of(fetched()),
                        ""),
                step(
                        5,
                        6,
                        6,
                        "RUN",
                        "RUN rm /www/old.html",
                        false,
                        13_400_000 + slow,
                        38_000_000,
                        Optional.of(removed()),
                        ""),
                step(
                        6,
                        7,
                        7,
                        "ENV",
                        "ENV APP_COLOR=teal",
                        false,
                        51_400_000 + slow,
                        100_000,
                        Optional.empty(),
                        "Env: APP_COLOR=teal"),
                step(7, 8, 8, "RUN", "RUN true", false, 51_500_000 + slow, 31_000_000, Optional.empty(), ""),
                step(
                        8,
                        9,
                        9,
                        "CMD",
                        "CMD [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/www\"]",
                        false,
                        82_500_000 + slow,
                        100_000,
                        Optional.empty(),
                        "Cmd: [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/www\"]"));
        return new BuildView(
                "Dockerfile",
                "/lab/df",
                SOURCE,
                "",
                List.of("my/web:1"),
                steps,
                List.of(new BuildWarning(
                        "MaintainerDeprecated", "Maintainer instruction is deprecated in favor of using label", 2, 1)),
                BuildView.Outcome.DONE,
                Optional.of("sha256:" + "ab".repeat(32)),
                Optional.empty(),
                5_000_000,
                82_600_000 + slow);
    }

    /** A build whose RUN failed. */
    public static BuildView failed() {
        return new BuildView(
                "Dockerfile.pipe",
                "/lab/df",
                "FROM lab/base:1\nSHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN false | true\n",
                "",
                List.of(),
                List.of(
                        step(1, 1, 1, "FROM", "FROM lab/base:1", false, 0, 900_000, Optional.empty(), ""),
                        step(
                                2,
                                2,
                                2,
                                "SHELL",
                                "SHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]",
                                false,
                                900_000,
                                100_000,
                                Optional.empty(),
                                "Shell: [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]"),
                        step(3, 3, 3, "RUN", "RUN false | true", false, 1_000_000, 29_000_000, Optional.empty(), "")),
                List.of(),
                BuildView.Outcome.FAILED,
                Optional.empty(),
                Optional.of(new BuildFailure(
                        "process \"/bin/ash -eo pipefail -c false | true\" did not complete successfully: exit code: 1",
                        3,
                        1,
                        1)),
                5_000_000,
                30_000_000);
    }

    private static BuildStep step(
            int number,
            int first,
            int last,
            String name,
            String text,
            boolean cached,
            long start,
            long took,
            Optional<BuildLayer> layer,
            String config) {
        return new BuildStep(
                "0",
                number,
                8,
                first,
                last,
                name,
                text,
                false,
                cached,
                5_000_000 + start,
                took,
                layer,
                name.equals("RUN") ? 31 : 0,
                config);
    }

    private static BuildLayer copied() {
        return layer(
                1_240,
                new LayerChange(LayerChange.Kind.ADDED, "/www/index.html", "file", -1, 1_100, Optional.empty()),
                new LayerChange(LayerChange.Kind.ADDED, "/www/old.html", "file", -1, 140, Optional.empty()));
    }

    private static BuildLayer fetched() {
        return layer(
                835,
                new LayerChange(LayerChange.Kind.ADDED, "/start.sh", "symlink", -1, 23, Optional.empty()),
                new LayerChange(
                        LayerChange.Kind.MODIFIED, "/usr/local/bin/start.sh", "file", 835, 835, Optional.empty()));
    }

    private static BuildLayer removed() {
        return layer(0, new LayerChange(LayerChange.Kind.DELETED, "/www/old.html", "file", 140, -1, Optional.empty()));
    }

    private static BuildLayer layer(long size, LayerChange... changes) {
        List<LayerChange> list = List.of(changes);
        return new BuildLayer(
                "sha256:" + "cd".repeat(32),
                "sha256:" + "ef".repeat(32),
                size,
                count(list, LayerChange.Kind.ADDED),
                count(list, LayerChange.Kind.MODIFIED),
                count(list, LayerChange.Kind.DELETED),
                list,
                0);
    }

    private static int count(List<LayerChange> changes, LayerChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}

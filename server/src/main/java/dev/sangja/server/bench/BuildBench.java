package dev.sangja.server.bench;

import dev.sangja.runtime.journal.TraceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build costs: six lines, of which three run a command and two copy a file, without any earlier result and with
 * all of them, beside buildah(1) over the same base image.
 */
public final class BuildBench implements Bench {
    private static final String NAME = "build";
    private static final int REHEARSALS = 2;
    private static final int ROUNDS = 7;
    private static final double COLD_BOUND = 0.5;
    private static final double CACHED_BOUND = 0.1;
    private static final String IMAGE = "sangja-bench-base";
    private static final String DOCKERFILE = """
            FROM %s
            COPY one /one
            RUN echo a >/a
            COPY two /two
            RUN echo b >/b
            RUN cat /one /two /a /b >/c
            """;

    private static final Metric COLD =
            new Metric(NAME, "cold", "ms", "여섯 줄 Dockerfile 빌드, 캐시 없이", "build of a 6-line Dockerfile, nothing cached");
    private static final Metric CACHED =
            new Metric(NAME, "cached", "ms", "여섯 줄 Dockerfile 빌드, 모두 캐시에서", "build of a 6-line Dockerfile, all cached");

    private final Ground ground;

    public BuildBench(Ground ground) {
        this.ground = ground;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException {
        Path scratch = ground.scratch();
        Path context = Files.createDirectories(scratch.resolve("context"));
        Files.writeString(context.resolve("one"), "one\n");
        Files.writeString(context.resolve("two"), "two\n");
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE.formatted("localhost/" + IMAGE));
        Peer cold =
                peer("buildah bud --no-cache", scratch, "bud", "--no-cache", "-q", "-t", "bench", context.toString());
        Peer cached = peer("buildah bud", scratch, "bud", "--layers", "-q", "-t", "bench", context.toString());
        Samples ourCold = new Samples();
        Samples ourCached = new Samples();
        try (Lab lab = new Lab(ground.launch());
                HostShell shell = HostShell.start(scratch)) {
            lab.run(
                    "mkdir /lab/context; cd /lab/context; echo one >one; echo two >two; cat >Dockerfile <<'END'\n"
                            + DOCKERFILE.formatted("lab/base:1") + "END\n",
                    TraceLevel.HIGHLIGHTS);
            boolean there = base(scratch, shell, findings);
            boolean measureCold = there && cold.rehearse(shell, findings);
            boolean measureCached = there && cached.rehearse(shell, findings);
            for (int round = -REHEARSALS; round < ROUNDS; round++) {
                double withoutCache = build(lab, "--no-cache ");
                double withCache = build(lab, "");
                if (round >= 0) {
                    ourCold.add(withoutCache);
                    ourCached.add(withCache);
                }
                if (round >= 0 && measureCold) {
                    cold.measure(shell);
                }
                if (round >= 0 && measureCached) {
                    cached.measure(shell);
                }
            }
        }
        findings.beside(COLD, ourCold, cold.name(), cold.samples(), COLD_BOUND);
        findings.beside(CACHED, ourCached, cached.name(), cached.samples(), CACHED_BOUND);
    }

    private static double build(Lab lab, String option) {
        return lab.time("docker build -q " + option + "-t bench /lab/context >/dev/null", TraceLevel.HIGHLIGHTS)
                .measured();
    }

    private static Peer peer(String name, Path scratch, String... arguments) {
        List<String> words = new java.util.ArrayList<>(buildah(scratch));
        words.addAll(List.of(arguments));
        return new Peer(name, words, new Samples());
    }

    /** With files of its own, and without what a host without systemd and registries lacks. */
    private static List<String> buildah(Path scratch) {
        return List.of(
                "env",
                "BUILDAH_ISOLATION=chroot",
                "buildah",
                "--root=" + scratch.resolve("buildah"),
                "--runroot=" + scratch.resolve("buildah-run"),
                "--storage-driver=" + (onOverlay() ? "vfs" : "overlay"));
    }

    /** Overlay does not lie over overlay, as where this host is a container itself. */
    private static boolean onOverlay() {
        try {
            return Files.getFileStore(Path.of("/")).type().equals("overlay");
        } catch (IOException unknown) {
            return true;
        }
    }

    /** Gives buildah the base image, by the very layer that ours has. Answers whether it took it. */
    private boolean base(Path scratch, HostShell shell, Findings findings) throws IOException {
        Path file = scratch.resolve("base.Dockerfile");
        Files.writeString(file, "FROM scratch\nCOPY . /\nCMD [\"sh\"]\n");
        List<String> words = new java.util.ArrayList<>(buildah(scratch));
        words.addAll(List.of(
                "bud",
                "-q",
                "-f",
                file.toString(),
                "-t",
                IMAGE,
                ground.baseLayer().toString()));
        try {
            shell.time(words);
            return true;
        } catch (BenchException failure) {
            findings.remark(
                    "buildah와는 견주지 못합니다: " + failure.getMessage(),
                    "no comparison with buildah: " + failure.getMessage());
            return false;
        }
    }
}

package dev.sangja.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.engine.Wire;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** buildah(1) as a second opinion: the same Dockerfile gives the same files and the same settings. */
final class BuildahIT {
    private static final String[] DOCKERFILE = {
        "FROM scratch AS first",
        "COPY --chmod=0750 dir /from/dir/",
        "FROM scratch",
        "ARG NAME=world",
        "ENV GREETING=\"hello $NAME\" LONG=${UNSET:-none}",
        "LABEL one=1 two=\"$GREETING\"",
        "WORKDIR /work/deep",
        "COPY a.txt b.txt ./",
        "COPY --chown=12:34 dir/ /dir",
        "COPY --from=first /from /copied",
        "ADD x.tar /x/",
        "EXPOSE 80 53/udp",
        "USER 12",
        "STOPSIGNAL SIGINT",
        "ENTRYPOINT [\"/run\", \"it\"]",
        "CMD echo \"$GREETING\""
    };

    @TempDir
    private Path directory = Path.of("");

    private String run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "buildah",
                "--root=" + directory.resolve("buildah"),
                "--runroot=" + directory.resolve("buildah-run"),
                "--storage-driver=vfs"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BUILDAH_ISOLATION", "chroot");
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        }
    }

    private static boolean usable() throws IOException {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        return root && Files.isExecutable(Path.of("/usr/bin/buildah"));
    }

    @Test
    void givesTheSameFilesAndTheSameSettings() throws IOException, InterruptedException {
        assumeThat(usable()).as("buildah is here, and this is root").isTrue();
        Workshop workshop = new Workshop(directory);
        workshop.file("a.txt", "a").file("b.txt", "b").file("dir/c.txt", "c").file("dir/sub/d.txt", "d");
        Files.createSymbolicLink(workshop.context().resolve("dir/link"), Path.of("c.txt"));
        Path tar = workshop.context().resolve("x.tar");
        assertThat(new ProcessBuilder("tar", "-C", workshop.context().toString(), "-cf", tar.toString(), "dir", "a.txt")
                        .start()
                        .waitFor())
                .isZero();
        workshop.file("Dockerfile", String.join("\n", DOCKERFILE) + "\n");

        Image ours = workshop.image("ours", DOCKERFILE);
        run(List.of("bud", "--layers", "-q", "-t", "theirs", workshop.context().toString()));

        JsonNode theirs = new ObjectMapper().readTree(run(List.of("inspect", "--type", "image", "theirs")));
        assertThat(settings(Wire.mapper().valueToTree(ours.config().config())))
                .isEqualTo(settings(theirs.at("/OCIv1/config")));
        String container = run(List.of("from", "--pull-never", "theirs")).strip();
        Path mounted = Path.of(run(List.of("mount", container)).strip());
        assertThat(tree(FileView.of(directories(workshop, ours)))).isEqualTo(tree(FileView.of(List.of(mounted))));
    }

    private static List<Path> directories(Workshop workshop, Image image) {
        return workshop.directories(BuildJob.layers(image));
    }

    private static Map<String, String> settings(JsonNode config) {
        Map<String, String> settings = new TreeMap<>();
        for (String name :
                Set.of("User", "Env", "Entrypoint", "Cmd", "WorkingDir", "Labels", "StopSignal", "ExposedPorts")) {
            String text = config.path(name).toString();
            settings.put(
                    name,
                    text.replace(",\"io.buildah.version\":" + config.at("/Labels/io.buildah.version"), "")
                            .replace("\"io.buildah.version\":" + config.at("/Labels/io.buildah.version") + ",", ""));
        }
        return settings;
    }

    private static Set<String> tree(FileView view) throws IOException {
        Set<String> lines = new TreeSet<>();
        walk(view, view.find("", true).orElseThrow(), lines);
        return lines;
    }

    private static void walk(FileView view, FileView.Node node, Set<String> lines) throws IOException {
        for (FileView.Node child : view.children(node)) {
            lines.add(String.join(
                    " ",
                    child.path(),
                    child.type().name(),
                    Integer.toOctalString(child.metadata().mode()),
                    Long.toString(child.size()),
                    child.link()));
            if (child.isDirectory()) {
                walk(view, child, lines);
            }
        }
    }
}

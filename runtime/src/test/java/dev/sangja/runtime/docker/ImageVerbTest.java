package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageVerbTest {
    @TempDir
    Path directory;

    private Client client;
    private String id;

    @BeforeEach
    void importAnImage() throws IOException {
        client = new Client(directory);
        client.files.file("/lab/root.tar", tar(Map.of("etc/motd", "hello")));
        id = client.ask(
                        "import",
                        "-c",
                        "CMD [\"sleep\", \"1\"]",
                        "-c",
                        "ENV A=1 B=\"two words\"",
                        "root.tar",
                        "my/app:1")
                .strip();
    }

    @Test
    void importsAFileSystemWithTheConfigurationThatWasAskedFor() {
        assertThat(id).matches("sha256:[0-9a-f]{64}");
        assertThat(client.ask("image", "inspect", "-f", "{{.Config.Cmd}} {{.Config.Env}} {{.Comment}}", "my/app:1"))
                .isEqualTo("[sleep 1] [A=1 B=two words] Imported from root.tar\n");
        assertThat(client.ask("images", "my/app")).isEqualTo("""
                        REPOSITORY   TAG       IMAGE ID       CREATED                  SIZE
                        my/app       1         %s   Less than a second ago   5B
                        """.formatted(shortId()));
    }

    @Test
    void showsHowAnImageCameAbout() {
        assertThat(client.ask("history", "my/app:1")).isEqualTo("""
                        IMAGE          CREATED                  CREATED BY   SIZE      COMMENT
                        %s   Less than a second ago                5B        Imported from root.tar
                        """.formatted(shortId()));
        assertThat(client.ask("history", "-q", "--no-trunc", "my/app:1")).isEqualTo(id + "\n");
        assertThat(client.ask("history", "--human=false", "--format", "{{.Size}} {{.CreatedAt}}", id))
                .isEqualTo("5 2026-11-20T12:00:00Z\n");
        assertThat(client.run("history", "nope"))
                .isEqualTo(failure("Error response from daemon: No such image: nope:latest"));
    }

    @Test
    void givesAnImageMoreNamesAndTakesThemAway() {
        client.ask("tag", "my/app:1", "my/app:2");
        client.ask("tag", shortId(), "other");
        assertThat(client.ask("images", "--format", "{{.Repository}}:{{.Tag}}", "--filter", "reference=my/*:2"))
                .isEqualTo("my/app:2\n");
        assertThat(client.run("rmi", shortId()))
                .isEqualTo(failure("Error response from daemon: conflict: unable to delete " + shortId()
                        + " (must be forced) - image is referenced in multiple repositories"));
        assertThat(client.ask("rmi", "other", "my/app:2")).isEqualTo("Untagged: other:latest\nUntagged: my/app:2\n");
        String layer = client.ask("image", "inspect", "-f", "{{index .RootFS.Layers 0}}", id)
                .strip();
        assertThat(client.ask("rmi", "my/app:1"))
                .isEqualTo("Untagged: my/app:1\nDeleted: " + id + "\nDeleted: " + layer + "\n");
        assertThat(client.run("rmi", "my/app:1"))
                .isEqualTo(failure("Error response from daemon: No such image: my/app:1"));
        assertThat(client.run("rmi", "-f", "my/app:1").code()).isZero();
    }

    @Test
    void refusesNamesThatNoImageCanHave() {
        assertThat(client.run("tag", "my/app:1", "My/App"))
                .isEqualTo(failure("Error parsing reference: \"My/App\" is not a valid repository/tag: invalid"
                        + " reference format: repository name (My/App) must be lowercase"));
        assertThat(client.run("tag", "nope", "b"))
                .isEqualTo(failure("Error response from daemon: No such image: nope:latest"));
        assertThat(client.run("import", "root.tar", "a b")).isEqualTo(failure("invalid reference format"));
    }

    @Test
    void doesNotRemoveWhatAContainerUses() {
        String box = client.ask("create", "--name", "box", "my/app:1").strip().substring(0, 12);
        assertThat(client.run("rmi", "my/app:1"))
                .isEqualTo(failure("Error response from daemon: conflict: unable to remove repository reference"
                        + " \"my/app:1\" (must force) - container " + box + " is using its referenced image "
                        + shortId()));
        assertThat(client.run("rmi", id))
                .isEqualTo(failure("Error response from daemon: conflict: unable to delete " + shortId()
                        + " (must be forced) - image is being used by stopped container " + box));
        assertThat(client.ask("rmi", "-f", "my/app:1")).isEqualTo("Untagged: my/app:1\nDeleted: " + id + "\n");
        assertThat(client.ask("images", "-q", "--no-trunc")).doesNotContain(id);
        assertThat(client.library.library().store().directory().resolve("layers"))
                .isNotEmptyDirectory();
        client.ask("rm", "box");
        client.ask("image", "prune", "-f");
        assertThat(client.library.library().store().directory().resolve("layers"))
                .isEmptyDirectory();
    }

    @Test
    void leavesARunningContainersImageWithoutANameEvenByForce() {
        String box = client.ask("run", "-d", "--name", "box", "my/app:1", "sleep", "9")
                .strip()
                .substring(0, 12);
        assertThat(client.run("rmi", "-f", id))
                .isEqualTo(failure("Error response from daemon: conflict: unable to delete " + shortId()
                        + " (cannot be forced) - image is being used by running container " + box));
        assertThat(client.ask("rmi", "-f", "my/app:1")).isEqualTo("Untagged: my/app:1\n");
        assertThat(client.ask("images", "-q", "--no-trunc", "-f", "dangling=true"))
                .isEqualTo(id + "\n");
        client.ask("rm", "-f", "box");
    }

    @Test
    void savesImagesAndLoadsThemAgain() throws IOException {
        client.ask("tag", "my/app:1", "other:2");
        client.ask("save", "-o", "all.tar", "my/app:1", "other:2");
        client.ask("save", "-o", "nameless.tar", id);
        client.ask("rmi", "-f", id);
        assertThat(client.ask("load", "-i", "all.tar")).isEqualTo("Loaded image: my/app:1\nLoaded image: other:2\n");
        assertThat(client.ask("images", "-q", "--no-trunc", "my/app")).isEqualTo(id + "\n");
        client.ask("rmi", "-f", id);
        assertThat(client.ask("load", "-i", "nameless.tar")).isEqualTo("Loaded image ID: " + id + "\n");
        MemoryStreams piped = new MemoryStreams();
        piped.input = client.files.open("/lab/all.tar");
        assertThat(client.run(piped, "load").out()).isEqualTo("Loaded image: my/app:1\nLoaded image: other:2\n");
    }

    @Test
    void saysWhenALoadedNameMeantSomethingElse() throws IOException {
        client.ask("save", "-o", "first.tar", "my/app:1");
        client.files.file("/lab/root.tar", tar(Map.of("etc/motd", "other")));
        String second = client.ask("import", "root.tar", "my/app:1").strip();
        assertThat(client.ask("load", "-i", "first.tar"))
                .isEqualTo("The image my/app:1 already exists, renaming the old one with ID " + second
                        + " to empty string\nLoaded image: my/app:1\n");
    }

    @Test
    void saysWhyAnArchiveCannotBeSavedOrLoaded() {
        assertThat(client.run("save", "nope"))
                .isEqualTo(failure("Error response from daemon: reference does not exist"));
        assertThat(client.run("save", "-o", "/nowhere/x.tar", "my/app:1").error())
                .contains("invalid output path: stat /nowhere: no such file or directory");
        assertThat(client.run("load", "-i", "nope.tar")).isEqualTo(failure("open nope.tar: no such file or directory"));
        assertThat(client.run("load", "-i", "root.tar"))
                .isEqualTo(failure("Error response from daemon: this is no archive of images: it has neither index.json"
                        + " nor manifest.json"));
        assertThat(client.run("import", "http://example.com/x.tar").error()).contains("not in this teaching runtime");
    }

    @Test
    void prunesWhatHasNoNameOnceThatIsConfirmed() {
        String first = id;
        client.ask("import", "-m", "second", "root.tar", "my/app:1");
        MemoryStreams no = MemoryStreams.reading("n\n");
        assertThat(client.run(no, "image", "prune"))
                .isEqualTo(new Client.Answer(
                        1,
                        "WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] ",
                        "image prune has been cancelled\n"));
        assertThat(client.ask("image", "prune", "--force"))
                .startsWith("Deleted Images:\ndeleted: " + first + "\n\nTotal reclaimed space: ");
        assertThat(client.ask("image", "prune", "-f")).isEqualTo("Total reclaimed space: 0B\n");
        assertThat(client.ask("image", "prune", "-a", "-f")).contains("untagged: my/app:1\ndeleted: sha256:");
    }

    @Test
    void showsWhatTheDiskHolds() {
        client.ask("create", "--name", "box", "-v", "data:/d", "my/app:1");
        assertThat(client.ask("system", "df")).isEqualTo("""
                        TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE
                        Images          1         1         5B        0B (0%)
                        Containers      1         0         12B       12B (100%)
                        Local Volumes   1         1         1.234kB   0B (0%)
                        Build Cache     0         0         0B        0B
                        """);
        assertThat(client.ask("system", "df", "-v"))
                .contains("Images space usage:\n\nREPOSITORY   TAG")
                .contains("5B        0B            5B            1\n")
                .contains("VOLUME NAME   LINKS     SIZE\ndata          1         1.234kB\n");
    }

    @Test
    void showsAManifestAsItIs() {
        assertThat(client.ask("manifest", "inspect", "my/app:1"))
                .startsWith(
                        "{\n\t\"schemaVersion\": 2,\n\t\"mediaType\": \"application/vnd.oci.image.manifest.v1+json\",\n"
                                + "\t\"config\": {\n\t\t\"mediaType\": \"application/vnd.oci.image.config.v1+json\",\n")
                .contains("\"digest\": \"" + id + "\"");
        assertThat(client.run("manifest", "inspect", "nope")).isEqualTo(failure("no such manifest: nope"));
    }

    private String shortId() {
        return id.substring("sha256:".length(), "sha256:".length() + 12);
    }

    private static Client.Answer failure(String message) {
        return new Client.Answer(1, "", message + "\n");
    }

    private static byte[] tar(Map<String, String> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            writer.write(new LayerEntry.RegularFile(
                    file.getKey(),
                    EntryMetadata.ofRoot(0644, Instant.EPOCH),
                    bytes.length,
                    () -> new ByteArrayInputStream(bytes)));
        }
        writer.finish();
        return out.toByteArray();
    }
}

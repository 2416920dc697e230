package dev.sangja.runtime.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's tools, as Debian packages them, take our archives and give us theirs. */
class RealClientsIT {
    private static final Linux LINUX = Linux.system(Recorder.none());
    private static final ImageReference NAME = ImageReference.parse("my/app:1.0");
    private static final Instant TIME = Instant.parse("2024-02-29T12:34:56.789Z");
    private static final long PATIENCE_SECONDS = 120;
    /** Everything about a tree that an image keeps, a line for each path. */
    private static final String LISTING = "find . -mindepth 1 ! -type d -printf '%P|%y|%m|%U:%G|%s|%T@|%l\\n' -o"
            + " -mindepth 1 -type d -printf '%P|%y|%m|%U:%G|%T@\\n' | LC_ALL=C sort;"
            + " find . -type f -exec sha256sum {} + | LC_ALL=C sort -k2";

    @TempDir
    private Path temporary;

    private Optional<ImageLibrary> opened = Optional.empty();

    @BeforeEach
    void openAStoreAsRoot() throws IOException {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(root, "unpacking with owners, and running what was unpacked, needs root");
        // What buildah runs has fewer powers than root, and must get to its files all the same.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        StoreWriter.open(temporary.resolve("shared"), LINUX, Owners.asArchived());
        opened = Optional.of(ImageLibrary.open(
                new ImageLibrary.Setup(
                        temporary.resolve("own"),
                        temporary.resolve("shared"),
                        name -> false,
                        Owners.asArchived(),
                        () -> 1L << 32),
                LINUX));
    }

    private ImageLibrary library() {
        return opened.orElseThrow();
    }

    @Test
    void skopeoSeesTheSameDigestsInBothFormsOfOurArchive() throws IOException, InterruptedException {
        Image image = sample();
        Path archive = save(image);
        String seen =
                run("skopeo", "inspect", "--format", "{{.Digest}} {{.Layers}}", "oci-archive:" + archive + ":1.0");
        assertThat(seen)
                .isEqualTo(image.manifest().digest() + " "
                        + image.layers().stream()
                                .map(layer -> layer.digest())
                                .toList()
                                .toString()
                                .replace(",", "")
                        + "\n");
        assertThat(run("skopeo", "inspect", "--config", "--raw", "oci-archive:" + archive + ":1.0")
                        .getBytes(StandardCharsets.UTF_8))
                .isEqualTo(library().store().blobs().read(image.configuration()));
        assertThat(run("skopeo", "inspect", "--config", "--raw", "docker-archive:" + archive + ":my/app:1.0")
                        .getBytes(StandardCharsets.UTF_8))
                .isEqualTo(library().store().blobs().read(image.configuration()));
        assertThat(run("skopeo", "inspect", "--format", "{{.Layers}}", "docker-archive:" + archive))
                .isEqualTo(image.config().rootfs().diffIds().toString().replace(",", "") + "\n");
    }

    @Test
    void umociUnpacksTheTreeThatOverlayfsShows() throws IOException, InterruptedException {
        Image image = sample();
        Path layout = Files.createDirectory(temporary.resolve("layout"));
        run("tar", "xf", save(image).toString(), "-C", layout.toString());
        run(
                "umoci",
                "unpack",
                "--image",
                layout + ":1.0",
                temporary.resolve("bundle").toString());
        String theirs = shell("cd " + temporary.resolve("bundle/rootfs") + " && " + LISTING);
        assertThat(theirs).isEqualTo(merged(image)).contains("kept|f|4755|1000:1000");
    }

    @Test
    void buildahRunsOurImage() throws IOException, InterruptedException {
        Path archive = save(sample());
        List<String> buildah = buildah();
        String container =
                run(with(buildah, "from", "docker-archive:" + archive)).strip();
        assertThat(run(with(
                        buildah,
                        "run",
                        "--isolation",
                        "chroot",
                        container,
                        "/bin/busybox",
                        "sh",
                        "-c",
                        "cat /new; ls /d")))
                .isEqualTo("new\nfresh\n");
        run(with(buildah, "rm", container));
    }

    @Test
    void loadsWhatSkopeoMakesOfOurImageInEachForm() throws IOException, InterruptedException {
        Image image = sample();
        Path archive = save(image);
        for (String form : List.of("docker-archive:%s:my/copy:2", "oci-archive:%s:my/copy:2")) {
            Path copy = temporary.resolve("copy.tar");
            run("skopeo", "copy", "oci-archive:" + archive + ":1.0", form.formatted(copy));
            ArchivedImage loaded = load(copy);
            assertThat(loaded.image().id()).isEqualTo(image.id());
            assertThat(loaded.names()).containsExactly(ImageReference.parse("my/copy:2"));
            Files.delete(copy);
        }
        Path compressed = temporary.resolve("gz.tar");
        run("skopeo", "copy", "--dest-compress", "docker-archive:" + archive, "dir:" + temporary.resolve("dir"));
        run("skopeo", "copy", "dir:" + temporary.resolve("dir"), "oci-archive:" + compressed + ":gz");
        ArchivedImage loaded = load(compressed);
        assertThat(loaded.image().layers()).allMatch(layer -> layer.mediaType().endsWith("gzip"));
        assertThat(loaded.names()).isEmpty();
        assertThat(merged(loaded.image())).isEqualTo(merged(image));
    }

    @Test
    void loadsWhatUmociRepacks() throws IOException, InterruptedException {
        Path layout = Files.createDirectory(temporary.resolve("layout"));
        run("tar", "xf", save(sample()).toString(), "-C", layout.toString());
        Path bundle = temporary.resolve("bundle");
        run("umoci", "unpack", "--image", layout + ":1.0", bundle.toString());
        shell("cd " + bundle
                + "/rootfs && rm new && mkdir added && echo x >added/x && chmod 600 kept && ln kept kept2"
                + " && touch -d @1700000000 kept added/x added");
        run("umoci", "repack", "--image", layout + ":2.0", bundle.toString());
        String theirs = shell("cd " + bundle + "/rootfs && " + LISTING);
        Path archive = temporary.resolve("umoci.tar");
        run("tar", "cf", archive.toString(), "-C", layout.toString(), ".");
        List<ArchivedImage> loaded = loadAll(archive);
        assertThat(loaded).hasSize(2);
        assertThat(merged(loaded.get(1).image())).isEqualTo(theirs);
    }

    @Test
    void loadsWhatBuildahBuilds() throws IOException, InterruptedException {
        List<String> buildah = buildah();
        Path content = Files.createDirectory(temporary.resolve("content"));
        Files.writeString(content.resolve("이름.txt"), "안녕");
        Files.createSymbolicLink(content.resolve("link"), Path.of("/etc/passwd"));
        String container = run(with(buildah, "from", "scratch")).strip();
        run(with(buildah, "copy", container, content.toString(), "/content"));
        run(with(buildah, "config", "--cmd", "[\"/x\",\"y\"]", "--port", "80", "--env", "A=b c", container));
        for (String form : List.of("docker-archive:%s:my/built:1", "oci-archive:%s:my/built:1")) {
            Path archive = temporary.resolve("built.tar");
            run(with(buildah, "commit", container, form.formatted(archive)));
            ArchivedImage loaded = load(archive);
            assertThat(loaded.names()).containsExactly(ImageReference.parse("my/built:1"));
            assertThat(loaded.image().config().config().command()).containsExactly("/x", "y");
            assertThat(loaded.image().config().config().environment()).contains("A=b c");
            assertThat(merged(loaded.image())).contains("content/이름.txt|f|").contains("|/etc/passwd");
            Files.delete(archive);
        }
        run(with(buildah, "rm", container));
    }

    /** Two layers with everything in them that a layer can have. */
    private Image sample() throws IOException {
        try (Construction work = library().begin()) {
            Layer lower = work.writeLayer(writer -> {
                Path busybox = Path.of("/bin/busybox");
                writer.write(new LayerEntry.Directory("bin", metadata(0755)));
                writer.write(new LayerEntry.RegularFile(
                        "bin/busybox", metadata(0755), Files.size(busybox), () -> Files.newInputStream(busybox)));
                writer.write(new LayerEntry.HardLink("bin/sh", "bin/busybox", metadata(0755)));
                writer.write(new LayerEntry.Directory("d", metadata(01777)));
                file(writer, "d/old", metadata(0644), "old");
                file(writer, "gone", metadata(0644), "gone");
                file(writer, "kept", new EntryMetadata(04755, 1000, 1000, TIME, Map.of()), "kept");
                writer.write(new LayerEntry.Directory("한글", metadata(0755)));
                writer.write(new LayerEntry.Directory("한글/" + "길".repeat(60), metadata(0755)));
                file(writer, "한글/" + "길".repeat(60) + "/" + "x".repeat(120), metadata(0600), "long");
                writer.write(new LayerEntry.SymbolicLink("link", metadata(0777), "../".repeat(50) + "x"));
                writer.write(new LayerEntry.NamedPipe("pipe", metadata(0640)));
            });
            Layer upper = work.writeLayer(writer -> {
                writer.write(new LayerEntry.Whiteout("gone"));
                writer.write(new LayerEntry.Directory("d", metadata(0755)));
                writer.write(new LayerEntry.Opaque("d"));
                file(writer, "d/fresh", metadata(0644), "fresh");
                file(writer, "new", metadata(0644), "new\n");
            });
            ImageConfig config = new ImageConfig(
                    Optional.of(TIME),
                    System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64",
                    "linux",
                    ImageConfig.Execution.empty()
                            .change()
                            .command(List.of("/bin/sh"))
                            .build(),
                    ImageConfig.RootFileSystem.of(List.of(lower.diffId(), upper.diffId())),
                    List.of(
                            new ImageConfig.Step(Optional.of(TIME), "ADD rootfs /", "", false),
                            new ImageConfig.Step(Optional.of(TIME), "RUN something", "", false)));
            Image image = work.create(config, List.of(lower, upper));
            library().tag(NAME, image);
            return image;
        }
    }

    private static EntryMetadata metadata(int mode) {
        return EntryMetadata.ofRoot(mode, TIME);
    }

    private static void file(LayerWriter writer, String path, EntryMetadata metadata, String content)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        writer.write(new LayerEntry.RegularFile(path, metadata, bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private Path save(Image image) throws IOException {
        Path archive = temporary.resolve("ours.tar");
        try (OutputStream out = Files.newOutputStream(archive)) {
            new ImageArchiveWriter(library().store()).write(List.of(new ArchivedImage(image, List.of(NAME))), out);
        }
        return archive;
    }

    private ArchivedImage load(Path archive) throws IOException {
        List<ArchivedImage> all = loadAll(archive);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<ArchivedImage> loadAll(Path archive) throws IOException {
        try (Construction work = library().begin();
                InputStream in = Files.newInputStream(archive)) {
            List<ArchivedImage> images = new ImageArchiveReader(work).read(in);
            for (ArchivedImage image : images) {
                work.keep(image.image());
            }
            return images;
        }
    }

    /** The tree that overlayfs makes of the image's layers, in a mount namespace of its own. */
    private String merged(Image image) throws IOException, InterruptedException {
        List<String> lower = new ArrayList<>();
        library().lowerDirectories(image).forEach(directory -> lower.add(directory.toString()));
        lower.add(Files.createDirectories(temporary.resolve("nothing")).toString());
        Path point = Files.createDirectories(temporary.resolve("merged"));
        return shell("unshare -m sh -ec 'mount -t overlay -o userxattr,lowerdir=" + String.join(":", lower) + " none "
                + point + "; cd " + point + "; " + LISTING.replace("'", "'\\''") + "'");
    }

    private List<String> buildah() {
        return List.of(
                "buildah",
                "--storage-driver",
                "vfs",
                "--root",
                temporary.resolve("storage").toString(),
                "--runroot",
                temporary.resolve("run").toString());
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    private String shell(String script) throws IOException, InterruptedException {
        return run("sh", "-ec", script);
    }

    private String run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(temporary, "said", "");
        Path complained = Files.createTempFile(temporary, "complained", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(complained.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(command.get(0))
                .isTrue();
        assertThat(process.exitValue())
                .as(() -> {
                    try {
                        return String.join(" ", command) + ": " + Files.readString(complained);
                    } catch (IOException failure) {
                        return failure.toString();
                    }
                })
                .isZero();
        return Files.readString(said);
    }

    /** Not only ours: a tool that is missing here must be installed, not passed over. */
    @Test
    void theToolsAreThere() throws IOException, InterruptedException {
        for (String tool : List.of("skopeo", "umoci", "buildah")) {
            assertThat(run(tool, "--version")).contains(tool);
        }
        assertThat(Digest.of(new byte[1024]))
                .hasToString("sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");
    }
}

package dev.sangja.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLibraryTest {
    private static final ImageReference SHARED = ImageReference.parse("lab/base:1");
    private static final ImageReference MINE = ImageReference.parse("my/app:1");
    private static final Linux LINUX = Linux.system(Recorder.none());
    private static final EntryMetadata PLAIN = EntryMetadata.ofRoot(0644, Instant.EPOCH);

    @TempDir
    Path temporary;

    private long room = 1L << 30;

    @BeforeEach
    void fillTheSharedStore() throws IOException {
        StoreWriter writer = StoreWriter.open(temporary.resolve("shared"), LINUX, Owners.ofThisProcess());
        for (String name : List.of("lab/base:1", "sangja/hidden:1")) {
            byte[] archive = tar("base", name);
            Descriptor layer = writer.store().blobs().put(Descriptor.LAYER, archive);
            writer.add(ImageReference.parse(name), config(layer.digest()), List.of(layer));
        }
    }

    @Test
    void showsTheSharedImagesAndItsOwnAndHidesWhatIsTheEnginesOwn() throws IOException {
        ImageLibrary library = open();
        Image mine = addOver(library, MINE, "own");
        assertThat(library.images())
                .extracting(StoredImage::names, StoredImage::shared)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(List.of(SHARED), true),
                        org.assertj.core.groups.Tuple.tuple(List.of(MINE), false));
        assertThat(library.find(MINE)).contains(mine);
        assertThat(library.find(ImageReference.parse("sangja/hidden:1"))).isEmpty();
        assertThat(open().find(MINE)).contains(mine);
    }

    @Test
    void sharesLayersWithTheStoreBelowAndWritesNothingThere() throws IOException {
        ImageLibrary library = open();
        List<Path> before = files("shared");
        Image mine = addOver(library, MINE, "own");
        List<Path> lower = library.lowerDirectories(mine);
        assertThat(lower.get(0)).startsWith(temporary.resolve("own/layers"));
        assertThat(lower.get(1)).startsWith(temporary.resolve("shared/layers"));
        assertThat(lower.get(0).resolve("own")).hasContent("own");
        assertThat(files("own/layers")).hasSize(1);
        assertThat(files("shared")).isEqualTo(before);
    }

    @Test
    void findsAnImageByNameByDigestAndByTheBeginningOfItsId() throws IOException {
        ImageLibrary library = open();
        Image mine = addOver(library, ImageReference.parse("my/app"), "own");
        String id = mine.id().hex();
        for (String reference : List.of(
                "my/app",
                "my/app:latest",
                "docker.io/my/app",
                mine.id().toString(),
                id,
                id.substring(0, 12),
                "sha256:" + id.substring(0, 5),
                "my/app@" + mine.manifest().digest())) {
            assertThat(library.resolve(reference)).as(reference).contains(mine);
        }
        for (String absent : List.of("my/app:2", "my/app@" + SHARED, "", "UPPER", "zz", "..", "a@b@c")) {
            assertThat(library.resolve(absent)).as(absent).isEmpty();
        }
        assertThatThrownBy(() -> library.resolve(commonBeginning(library)))
                .hasMessageContaining("multiple IDs found with provided prefix");
    }

    /** Makes images until two ids begin alike. */
    private String commonBeginning(ImageLibrary library) throws IOException {
        for (int i = 0; ; i++) {
            String digit = addOver(library, ImageReference.parse("my/many:" + i), "many" + i)
                    .id()
                    .hex()
                    .substring(0, 1);
            if (library.images().stream()
                            .filter(image -> image.image().id().hex().startsWith(digit))
                            .count()
                    > 1) {
                return digit;
            }
        }
    }

    @Test
    void takesACompressedLayerAsItIsAndKnowsItByItsPlainDigest() throws IOException {
        ImageLibrary library = open();
        byte[] plain = tar("f", "content");
        byte[] compressed = gzip(plain);
        try (Construction work = library.begin()) {
            Layer layer = work.importLayer(new ByteArrayInputStream(compressed));
            assertThat(layer.diffId()).isEqualTo(Digest.of(plain));
            assertThat(layer.blob().digest()).isEqualTo(Digest.of(compressed));
            assertThat(layer.blob().mediaType()).isEqualTo(Descriptor.LAYER_GZIP);
            assertThat(library.store().layerDirectory(layer.diffId()).resolve("f"))
                    .hasContent("content");
            assertThat(library.store().size(layer.diffId())).isEqualTo(7);
        }
    }

    @Test
    void leavesNothingOfALayerThatBreaks() throws IOException {
        ImageLibrary library = open();
        byte[] plain = tar("f", "content");
        byte[] compressed = gzip(plain);
        byte[] damaged = compressed.clone();
        damaged[damaged.length / 2] ^= 0x55;
        for (byte[] archive : List.of(
                Arrays.copyOf(plain, 600),
                Arrays.copyOf(compressed, compressed.length - 4),
                Arrays.copyOf(compressed, 5),
                damaged,
                "no archive at all, and long enough to be one".repeat(30).getBytes(StandardCharsets.UTF_8))) {
            try (Construction work = library.begin()) {
                assertThatThrownBy(() -> work.importLayer(new ByteArrayInputStream(archive)))
                        .isInstanceOfAny(LayerException.class, IOException.class);
            }
        }
        room = 10;
        try (Construction work = library.begin()) {
            assertThatThrownBy(() -> work.importLayer(new ByteArrayInputStream(plain)))
                    .isInstanceOf(LayerException.class);
            assertThatThrownBy(() -> work.writeLayer(writer -> writer.write(file("f", "content"))))
                    .hasMessageContaining("no space left");
        }
        assertThat(files("own/blobs/sha256")).isEmpty();
        assertThat(files("own/layers")).isEmpty();
        assertThat(files("own/unfinished")).isEmpty();
    }

    @Test
    void leavesAFormerImageWithoutANameWhenItsNameMoves() throws IOException {
        ImageLibrary library = open();
        Image first = addOver(library, MINE, "first");
        Image second = addOver(library, MINE, "second");
        assertThat(library.find(MINE)).contains(second);
        assertThat(library.resolve(first.id().abbreviated())).contains(first);
        assertThat(stored(library, first).names()).isEmpty();
        library.tag(MINE, first);
        assertThat(stored(library, second).names()).isEmpty();
        assertThat(stored(library, first).names()).containsExactly(MINE);
    }

    @Test
    void showsTheSharedImageAgainWhenAnOwnOneLosesItsName() throws IOException {
        ImageLibrary library = open();
        Image shared = library.find(SHARED).orElseThrow();
        Image mine = addOver(library, SHARED, "own");
        assertThat(library.find(SHARED)).contains(mine);
        library.untag(SHARED);
        assertThat(library.find(SHARED)).contains(shared);
    }

    @Test
    void collectsWhatNobodyUsesAndNothingElse() throws IOException {
        ImageLibrary library = open();
        Image kept = addOver(library, MINE, "kept");
        Image gone = addOver(library, ImageReference.parse("my/gone"), "gone");
        Layer loose;
        try (Construction work = library.begin()) {
            loose = work.writeLayer(writer -> writer.write(file("loose", "loose")));
            library.remove(gone);
            ImageLibrary.Collected collected = library.collect();
            assertThat(collected.layers()).containsExactly(top(gone));
            assertThat(collected.bytes()).isPositive();
            assertThat(library.store().blobs().has(loose.diffId())).isTrue();
        }
        assertThat(library.collect().layers()).containsExactly(loose.diffId());
        assertThat(library.collect().blobs()).isEmpty();
        assertThat(library.lowerDirectories(kept))
                .allSatisfy(path -> assertThat(path).isDirectory());
        assertThat(files("own/layers")).hasSize(1);
        assertThat(files("own/unfinished")).isEmpty();
        assertThat(library.find(SHARED)).isPresent();
    }

    @Test
    void keepsARemovedImageForAsLongAsAContainerUsesIt() throws IOException {
        ImageLibrary library = open();
        Image image = addOver(library, MINE, "used");
        Set<Digest> used = new java.util.HashSet<>(Set.of(image.id()));
        library.keep(() -> Set.copyOf(used));
        library.detach(image);
        library.collect();
        assertThat(library.images()).extracting(StoredImage::image).doesNotContain(image);
        assertThat(library.resolve("my/app:1")).isEmpty();
        assertThat(library.lowerDirectories(library.find(image.id()).orElseThrow()))
                .hasSize(2);
        used.clear();
        library.collect();
        assertThat(library.find(image.id())).isEmpty();
        assertThat(files("own/layers")).isEmpty();
        assertThat(files("own/blobs/sha256")).isEmpty();
    }

    @Test
    void unpacksALayerAgainWhoseDirectoryWasLost() throws IOException {
        ImageLibrary library = open();
        Image image = addOver(library, MINE, "own");
        FileTree.delete(library.store().layerDirectory(top(image)));
        assertThat(library.lowerDirectories(image).get(0).resolve("own")).hasContent("own");
    }

    @Test
    void makesTheSameImageOnceWhenManyMakeItAtOnce() throws IOException {
        ImageLibrary library = open();
        List<CompletableFuture<Image>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ImageReference name = ImageReference.parse("my/app:" + i);
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    Image image = addOver(library, name, "same");
                    library.collect();
                    return image;
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            }));
        }
        List<Image> images =
                all.stream().map(CompletableFuture::join).distinct().toList();
        assertThat(images).hasSize(1);
        assertThat(stored(library, images.get(0)).names()).hasSize(8);
        assertThat(files("own/layers")).hasSize(1);
        assertThat(files("own/unfinished")).isEmpty();
    }

    @Test
    void sealsADirectoryAsALayerWithoutCopyingIt() throws IOException {
        ImageLibrary library = open();
        Path upper = Files.createDirectories(temporary.resolve("own/upper"));
        Files.writeString(upper.resolve("f"), "content");
        Object inode = Files.getAttribute(upper.resolve("f"), "unix:ino");
        try (Construction work = library.begin()) {
            Layer layer = work.sealUpper(upper, List.of());
            Path directory = library.store().layerDirectory(layer.diffId());
            assertThat(Files.getAttribute(directory.resolve("f"), "unix:ino")).isEqualTo(inode);
            assertThat(library.store().size(layer.diffId())).isEqualTo(7);
            assertThat(layer.blob().digest()).isEqualTo(layer.diffId());
        }
    }

    @Test
    void writesAConfigurationWithEverythingThatDockerKnows() {
        ImageConfig.Execution execution = ImageConfig.Execution.empty()
                .change()
                .health(Optional.of(new HealthCheck(List.of("CMD", "true"), 5_000_000_000L, 0, 0, 0, 3)))
                .onBuild(List.of("RUN true"))
                .shell(List.of("/bin/ash", "-c"))
                .stopTimeout(Optional.of(7))
                .argumentsEscaped(true)
                .build();
        String json = new String(Json.write(execution), StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo("{\"Env\":[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"],"
                        + "\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"],\"Interval\":5000000000,\"Retries\":3},"
                        + "\"OnBuild\":[\"RUN true\"],\"Shell\":[\"/bin/ash\",\"-c\"],\"StopTimeout\":7,"
                        + "\"ArgsEscaped\":true}");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(Json.read(bytes, ImageConfig.Execution.class, "")).isEqualTo(execution);
        byte[] least =
                "{\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}".getBytes(StandardCharsets.UTF_8);
        assertThat(Json.read(least, ImageConfig.class, "").config()).isEqualTo(new ImageConfig.Execution());
    }

    private ImageLibrary open() throws IOException {
        return ImageLibrary.open(
                new ImageLibrary.Setup(
                        temporary.resolve("own"),
                        temporary.resolve("shared"),
                        name -> name.repository().startsWith("sangja/"),
                        Owners.ofThisProcess(),
                        () -> room),
                LINUX);
    }

    private static Image addOver(ImageLibrary library, ImageReference name, String content) throws IOException {
        try (Construction work = library.begin()) {
            Image base = library.find(SHARED).orElseThrow();
            Layer below = work.useLayer(
                    base.layers().get(0), base.config().rootfs().diffIds().get(0));
            Layer layer = work.writeLayer(writer -> writer.write(file(content, content)));
            Image image = work.create(config(below.diffId(), layer.diffId()), List.of(below, layer));
            library.tag(name, image);
            return image;
        }
    }

    private static StoredImage stored(ImageLibrary library, Image image) throws IOException {
        return library.images().stream()
                .filter(stored -> stored.image().equals(image))
                .findFirst()
                .orElseThrow();
    }

    private static Digest top(Image image) {
        List<Digest> layers = image.config().rootfs().diffIds();
        return layers.get(layers.size() - 1);
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    private static ImageConfig config(Digest... layers) {
        return new ImageConfig(
                Optional.of(Instant.EPOCH),
                "amd64",
                "linux",
                ImageConfig.Execution.empty(),
                ImageConfig.RootFileSystem.of(List.of(layers)),
                List.of());
    }

    private static LayerEntry.RegularFile file(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new LayerEntry.RegularFile(path, PLAIN, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] tar(String path, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        writer.write(file(path, content));
        writer.finish();
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}

package dev.sangja.runtime.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.StoreException;
import dev.sangja.runtime.store.StoreWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody made to do harm: each is refused in time, with a reason, and leaves nothing behind. */
@Timeout(60)
class HostileArchiveTest {
    private static final EntryMetadata PLAIN = EntryMetadata.ofRoot(0644, Instant.EPOCH);
    private static final long ROOM = 64L << 20;

    @TempDir
    private Path temporary;

    private Optional<ImageLibrary> opened = Optional.empty();
    private List<Path> before = List.of();

    @BeforeEach
    void open() throws IOException {
        Linux linux = Linux.system(Recorder.none());
        StoreWriter.open(temporary.resolve("shared"), linux, Owners.ofThisProcess());
        opened = Optional.of(ImageLibrary.open(
                new ImageLibrary.Setup(
                        temporary.resolve("own"),
                        temporary.resolve("shared"),
                        name -> false,
                        Owners.ofThisProcess(),
                        () -> ROOM),
                linux));
        before = everything();
    }

    @AfterEach
    void nothingIsLeftBehindAndNothingIsOutside() throws IOException {
        opened.orElseThrow().collect();
        assertThat(everything()).isEqualTo(before);
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.sorted().toList();
        }
    }

    private void refused(byte[] archive, String reason) {
        assertThatThrownBy(() -> {
                    try (Construction work = opened.orElseThrow().begin()) {
                        new ImageArchiveReader(work).read(new ByteArrayInputStream(archive));
                    }
                })
                .isInstanceOfAny(StoreException.class, LayerException.class, IOException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../index.json", "/etc/passwd", "a/../../b"})
    void refusesNamesThatLeadOut(String name) {
        refused(rawTar(name, '0', ""), name.startsWith("/") ? "absolute" : "..");
    }

    @Test
    void treatsLinksAsNamesInTheArchiveAlone() throws IOException {
        byte[] archive = tar(writer -> {
            writer.write(new LayerEntry.SymbolicLink("index.json", PLAIN, "/etc/passwd"));
            writer.write(new LayerEntry.SymbolicLink("manifest.json", PLAIN, "../../../../etc/passwd"));
        });
        refused(archive, "neither index.json nor manifest.json");
        refused(
                tar(writer -> {
                    writer.write(new LayerEntry.SymbolicLink("index.json", PLAIN, "manifest.json"));
                    writer.write(new LayerEntry.SymbolicLink("manifest.json", PLAIN, "index.json"));
                }),
                "neither index.json nor manifest.json");
    }

    @Test
    void refusesTwoFilesOfOneName() throws IOException {
        refused(
                tar(writer -> {
                    file(writer, "index.json", "{}");
                    file(writer, "index.json", "{}");
                }),
                "two entries of the name index.json");
    }

    @Test
    void refusesABlobThatIsNotWhatItsNameSays() throws IOException {
        Digest digest = Digest.of(new byte[] {1});
        refused(tar(writer -> file(writer, "blobs/sha256/" + digest.hex(), "other")), "is damaged: its digest is");
    }

    @Test
    void refusesLayersAndConfigurationsThatDoNotFit() throws IOException {
        byte[] layer = tar(writer -> file(writer, "f", "x"));
        Digest other = Digest.of(new byte[] {9});
        refused(layout(config(other), layer, Descriptor.LAYER), "and its image says " + other);
        refused(layout(config(Digest.of(layer), Digest.of(layer)), layer, Descriptor.LAYER), "has 1 layers");
        refused(
                layout(
                        "{\"os\":\"windows\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}",
                        layer,
                        Descriptor.LAYER),
                "windows");
        refused(layout("[]", layer, Descriptor.LAYER), "configuration");
        refused(layout("{\"rootfs\":{\"diff_ids\":[null]}}", layer, Descriptor.LAYER), "configuration");
        refused(layout("{\"rootfs\":{\"diff_ids\":[\"sha256:../../x\"]}}", layer, Descriptor.LAYER), "configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.image.layer.v1.tar+zstd",
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                "text/html",
                ""
            })
    void refusesLayersOfForeignMediaTypes(String mediaType) throws IOException {
        byte[] layer = tar(writer -> file(writer, "f", "x"));
        refused(layout(config(Digest.of(layer)), layer, mediaType), "of media type " + mediaType);
    }

    @Test
    void refusesLayersThatAreHostileThemselves() throws IOException {
        refusedAsLayer(rawTar("../out", '0', ""), "..");
        refusedAsLayer(rawTar("/out", '0', ""), "absolute");
        refusedAsLayer(rawTar("x", '1', "../../out"), "..");
        refusedAsLayer(join(rawTar("door", '2', temporary.toString()), rawTar("door/out", '0', "")), "no directory");
        byte[] plain = tar(writer -> file(writer, "f", "x".repeat(5000)));
        byte[] zipped = gzip(plain);
        refusedAsLayer(Arrays.copyOf(plain, 3000), "ends in the middle");
        refusedAsLayer(Arrays.copyOf(zipped, zipped.length - 10), "ends in the middle");
        refusedAsLayer("this is not even an archive".repeat(40).getBytes(StandardCharsets.UTF_8), "no tar archive");
    }

    private void refusedAsLayer(byte[] layer, String reason) throws IOException {
        refused(layout(config(Digest.of(layer)), layer, Descriptor.LAYER), reason);
        refused(docker(layer), reason);
    }

    @Test
    void leavesOutDeviceNodes() throws IOException {
        byte[] layer = tar(writer -> {
            writer.write(new LayerEntry.Device("sda", PLAIN, true, 8, 0));
            file(writer, "f", "x");
        });
        ImageLibrary library = opened.orElseThrow();
        try (Construction work = library.begin()) {
            ArchivedImage image = new ImageArchiveReader(work)
                    .read(new ByteArrayInputStream(docker(layer)))
                    .get(0);
            try (Stream<Path> files =
                    Files.list(library.lowerDirectories(image.image()).get(0))) {
                assertThat(files.map(Path::getFileName)).containsExactly(Path.of("f"));
            }
        }
    }

    @Test
    void refusesABombOfManyBytesBeforeTheDiskIsFull() throws IOException {
        byte[] bomb = gzip(zeros(200L << 20));
        assertThat(bomb.length).isLessThan(1 << 20);
        refused(docker(bomb), "the archive holds more than");
        refused(gzip(join(rawHeader("index.json", 200L << 20), new byte[200 << 20])), "the archive holds more than");
    }

    @Test
    void refusesABombOfPaddingBehindAnEmptyLayer() throws IOException {
        byte[] bomb = gzip(new byte[300 << 20]);
        refused(docker(bomb), "the archive is longer than");
    }

    @Test
    void refusesAHundredThousandEntriesInTime() throws IOException {
        byte[] many = tar(writer -> {
            for (int i = 0; i < 100_000; i++) {
                writer.write(new LayerEntry.SymbolicLink("l" + i, PLAIN, "x"));
            }
        });
        long start = System.nanoTime();
        refused(docker(gzip(many)), "more than 65536 entries");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        refused(many, "more than 10000 entries");
    }

    @Test
    void refusesIndexesThatContainEachOther() throws IOException {
        List<byte[]> documents = new ArrayList<>();
        String inner = "{\"schemaVersion\":2,\"manifests\":[]}";
        for (int i = 0; i < 6; i++) {
            byte[] bytes = inner.getBytes(StandardCharsets.UTF_8);
            documents.add(bytes);
            inner = "{\"schemaVersion\":2,\"manifests\":[" + descriptor(Descriptor.INDEX, bytes) + "]}";
        }
        String outer = inner;
        refused(
                tar(writer -> {
                    for (byte[] document : documents) {
                        blob(writer, document);
                    }
                    file(writer, "index.json", outer);
                }),
                "more than 3 deep");
    }

    @Test
    void refusesWhatIsCompressedOtherwise() {
        refused(new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 0}, "compressed with xz");
        refused(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0, 0, 0}, "compressed with zstd");
        refused("BZh91AY".getBytes(StandardCharsets.US_ASCII), "compressed with bzip2");
    }

    @Test
    void refusesNamesThatNoImageCanHave() throws IOException {
        byte[] layer = tar(writer -> file(writer, "f", "x"));
        byte[] bytes = config(Digest.of(layer)).getBytes(StandardCharsets.UTF_8);
        refused(
                tar(writer -> {
                    file(writer, "c.json", new String(bytes, StandardCharsets.UTF_8));
                    file(writer, "l.tar", layer);
                    file(
                            writer,
                            "manifest.json",
                            "[{\"Config\":\"c.json\",\"RepoTags\":[\"../evil:1\"],\"Layers\":[\"l.tar\"]}]");
                }),
                "invalid image name");
    }

    private static String config(Digest... layers) {
        return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":"
                + Stream.of(layers).map(layer -> "\"" + layer + "\"").toList() + "},\"history\":[]}";
    }

    private static byte[] layout(String config, byte[] layer, String mediaType) throws IOException {
        byte[] configuration = config.getBytes(StandardCharsets.UTF_8);
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + Descriptor.MANIFEST + "\",\"config\":"
                        + descriptor(Descriptor.CONFIG, configuration) + ",\"layers\":["
                        + descriptor(mediaType, layer) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        return tar(writer -> {
            blob(writer, configuration);
            blob(writer, layer);
            blob(writer, manifest);
            file(
                    writer,
                    "index.json",
                    "{\"schemaVersion\":2,\"manifests\":[" + descriptor(Descriptor.MANIFEST, manifest) + "]}");
            file(writer, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        });
    }

    /** The form in which a layer of wrong digest cannot be told by its name. */
    private static byte[] docker(byte[] layer) throws IOException {
        byte[] plain = (layer[0] & 0xFF) == 0x1F ? expand(layer) : layer;
        return tar(writer -> {
            file(writer, "c.json", config(Digest.of(plain)));
            file(writer, "l.tar", layer);
            file(writer, "manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"l.tar\"]}]");
        });
    }

    private static byte[] expand(byte[] zipped) {
        try (var in = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        } catch (IOException truncated) {
            return new byte[0];
        }
    }

    private static String descriptor(String mediaType, byte[] bytes) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + Digest.of(bytes) + "\",\"size\":" + bytes.length
                + "}";
    }

    private static void blob(LayerWriter writer, byte[] bytes) throws IOException {
        file(writer, "blobs/sha256/" + Digest.of(bytes).hex(), bytes);
    }

    private static void file(LayerWriter writer, String path, String content) throws IOException {
        file(writer, path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void file(LayerWriter writer, String path, byte[] bytes) throws IOException {
        writer.write(new LayerEntry.RegularFile(path, PLAIN, bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static byte[] zeros(long bytes) throws IOException {
        return join(rawHeader("zeros", bytes), new byte[(int) bytes], new byte[1024]);
    }

    /** A header as an attacker writes it: no class of ours looked at its name. */
    private static byte[] rawHeader(String name, long size) {
        return raw(name, '0', "", size);
    }

    private static byte[] rawTar(String name, char type, String link) {
        return raw(name, type, link, 0);
    }

    private static byte[] raw(String name, char type, String link, long size) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format("%011o\0", size) + "00000000000\0");
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xFF;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    private interface Writing {
        void writeTo(LayerWriter writer) throws IOException;
    }

    private static byte[] tar(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        writing.writeTo(writer);
        writer.finish();
        return out.toByteArray();
    }
}

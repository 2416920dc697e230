package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerArchiveTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);

    @TempDir
    Path temporary;

    @Test
    void readsBackEveryKindOfEntry() throws IOException {
        EntryMetadata metadata = new EntryMetadata(04755, 1000, 70_000_000, TIME.plusNanos(123_456_789), Map.of());
        List<LayerEntry> entries = List.of(
                new LayerEntry.Directory("", metadata),
                new LayerEntry.Opaque("d"),
                new LayerEntry.Whiteout("d/gone"),
                new LayerEntry.Directory("d", EntryMetadata.ofRoot(01777, Instant.ofEpochSecond(-5, 500_000_000))),
                new LayerEntry.SymbolicLink("d/link", metadata, "../" + "long/".repeat(40)),
                new LayerEntry.HardLink("d/hard", "d/" + "n".repeat(200)),
                new LayerEntry.NamedPipe("d/pipe", metadata),
                new LayerEntry.Device("d/null", metadata, false, 1, 3),
                new LayerEntry.Opaque(""));
        assertThat(read(write(entries))).isEqualTo(entries);
    }

    @Test
    void keepsNamesAndTargetsThatAreNotUtf8() throws IOException {
        String odd = FileName.decode(new byte[] {'a', (byte) 0xFF, (byte) 0xED, (byte) 0x95, (byte) 0x9C, (byte) 0xC0});
        assertThat(odd).isEqualTo("a\uDCFF한\uDCC0");
        EntryMetadata metadata = EntryMetadata.ofRoot(0644, TIME);
        List<LayerEntry> entries = List.of(
                new LayerEntry.Directory(odd.repeat(30), metadata), new LayerEntry.SymbolicLink("상자", metadata, odd));
        assertThat(read(write(entries))).isEqualTo(entries);
    }

    @Test
    void keepsAttributesAsBytes() throws IOException {
        byte[] binary = {0, 1, (byte) 0xFF, '\n', '='};
        EntryMetadata metadata = new EntryMetadata(0644, 0, 0, TIME, Map.of("user.raw", binary));
        List<LayerEntry> read = read(write(List.of(new LayerEntry.Directory("d", metadata))));
        assertThat(((LayerEntry.Directory) read.get(0)).metadata().attributes().get("user.raw"))
                .isEqualTo(binary);
    }

    @Test
    void writesTheSameBytesForTheSameTree() throws IOException {
        byte[] first = packed(sampleTree("one"));
        byte[] second = packed(sampleTree("two"));
        assertThat(first).isEqualTo(second);
    }

    @Test
    void isReadableByGnuTar() throws Exception {
        Path archive = Files.write(temporary.resolve("layer.tar"), packed(sampleTree("tree")));
        Process tar = new ProcessBuilder("tar", "-tf", archive.toString())
                .redirectErrorStream(true)
                .start();
        String listing = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(listing.lines()).containsExactly("a/", "a/b/", "a/b/file", "a/link", "z", "z2");
        assertThat(tar.exitValue()).isZero();
    }

    @Test
    void readsWhatGnuTarWrites() throws Exception {
        Path tree = sampleTree("tree");
        Files.writeString(tree.resolve("a").resolve("n".repeat(180)), "long");
        Process tar = new ProcessBuilder("tar", "--format=gnu", "-C", tree.toString(), "-cf", "-", ".").start();
        List<LayerEntry> entries = read(tar.getInputStream().readAllBytes());
        assertThat(entries.stream().map(LayerEntry::path))
                .containsExactlyInAnyOrder("", "a", "a/b", "a/b/file", "a/link", "a/" + "n".repeat(180), "z", "z2");
        assertThat(entries).anyMatch(entry -> entry instanceof LayerEntry.HardLink);
    }

    @Test
    void packsOneThingUnderTheNameAsked() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        new LayerPacker(LayerPacker.Dress.AS_IS).pack(sampleTree("t").resolve("a"), "copy", writer);
        writer.finish();
        assertThat(read(out.toByteArray()).stream().map(LayerEntry::path))
                .containsExactly("copy", "copy/b", "copy/b/file", "copy/link");
    }

    private Path sampleTree(String name) throws IOException {
        Path tree = temporary.resolve(name);
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("z"), "hard");
        Files.createLink(tree.resolve("z2"), tree.resolve("z"));
        Files.createSymbolicLink(tree.resolve("a/link"), Path.of("b/file"));
        Files.writeString(tree.resolve("a/b/file"), "content");
        return tree;
    }

    private static byte[] packed(Path tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        new LayerPacker(new LayerPacker.Dress(true, Optional.of(TIME))).packTree(tree, writer);
        writer.finish();
        return out.toByteArray();
    }

    private static byte[] write(List<LayerEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        for (LayerEntry entry : entries) {
            writer.write(entry);
        }
        writer.finish();
        return out.toByteArray();
    }

    private static List<LayerEntry> read(byte[] archive) throws IOException {
        LayerReader reader = new LayerReader(new ByteArrayInputStream(archive), LayerLimits.IMAGE);
        List<LayerEntry> entries = new ArrayList<>();
        for (Optional<LayerEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            entries.add(entry.get());
        }
        return entries;
    }
}

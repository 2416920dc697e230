package dev.sangja.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.store.Image;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ADD does with archives, good and hostile. */
final class ArchiveTest {
    private static final EntryMetadata PLAIN = EntryMetadata.ofRoot(0755, Instant.EPOCH);

    @TempDir
    private Path directory = Path.of("");

    private Workshop workshop;

    @BeforeEach
    void open() throws IOException {
        workshop = new Workshop(directory);
    }

    private static LayerEntry file(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new LayerEntry.RegularFile(path, PLAIN, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] tar(List<LayerEntry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(bytes);
        for (LayerEntry entry : entries) {
            writer.write(entry);
        }
        writer.finish();
        return bytes.toByteArray();
    }

    private void archive(String name, LayerEntry... entries) throws IOException {
        Files.write(workshop.context().resolve(name), tar(List.of(entries)));
    }

    private String failure(String... lines) {
        return workshop.build(lines).view().failure().orElseThrow().message();
    }

    @Test
    void plainAndCompressedArchivesAreUnpacked() throws IOException {
        archive(
                "a.tar",
                file("x/y", "one"),
                new LayerEntry.HardLink("x/z", "x/y", EntryMetadata.ofRoot(0644, Instant.EPOCH)));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(tar(List.of(file("g", "two"))));
        }
        Files.write(workshop.context().resolve("b.tgz"), zipped.toByteArray());

        Image image = workshop.image("x", "FROM scratch", "ADD a.tar b.tgz /d/", "ADD --unpack=false a.tar /kept.tar");

        assertThat(workshop.text(image, "d/x/z")).isEqualTo("one");
        assertThat(workshop.text(image, "d/g")).isEqualTo("two");
        assertThat(workshop.files(image).find("kept.tar", false)).isPresent();
    }

    @Test
    void somethingCompressedThatIsNoArchiveIsCopied() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("text".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(workshop.context().resolve("t.gz"), zipped.toByteArray());

        Image image = workshop.image("x", "FROM scratch", "ADD t.gz /t.gz");

        assertThat(workshop.node(image, "t.gz").size()).isEqualTo(zipped.size());
    }

    @Test
    void otherCompressionsAreRefusedByName() throws IOException {
        workshop.file("a.tar.bz2", "BZh91AY");
        Files.write(workshop.context().resolve("a.tar.xz"), new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0});

        assertThat(failure("FROM scratch", "ADD a.tar.bz2 /")).contains("bzip2").contains("--unpack=false");
        assertThat(failure("FROM scratch", "ADD a.tar.xz /")).contains("xz");
    }

    @Test
    void anArchiveCannotLeaveItsPlace() throws IOException {
        archive("up.tar", file("ok", "x"));
        byte[] bytes = Files.readAllBytes(workshop.context().resolve("up.tar"));
        System.arraycopy("../up".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 5);
        checksum(bytes);
        Files.write(workshop.context().resolve("up.tar"), bytes);
        archive("link.tar", new LayerEntry.SymbolicLink("out", PLAIN, directory.toString()), file("out/evil", "x"));
        archive("device.tar", new LayerEntry.Device("null", PLAIN, false, 1, 3));

        assertThat(workshop.build("FROM scratch", "ADD up.tar /d/").image().map(image -> workshop.files(image)))
                .isNotNull();
        assertThat(failure("FROM scratch", "ADD link.tar /")).contains("cannot copy to non-directory: /out");
        assertThat(failure("FROM scratch", "ADD device.tar /")).contains("device");
        assertThat(directory.resolve("evil")).doesNotExist();
        assertThat(directory.resolve("up")).doesNotExist();
    }

    /** Makes a header's checksum hold again; pax(1), ustar interchange format. */
    private static void checksum(byte[] archive) {
        java.util.Arrays.fill(archive, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += archive[i] & 0xFF;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, archive, 148, 8);
    }

    @Test
    void aChecksumMustHold() throws IOException {
        workshop.file("f", "abc");
        String right = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(workshop.build("FROM scratch", "ADD --checksum=" + right + " f /f")
                        .image())
                .isPresent();
        assertThat(failure("FROM scratch", "ADD --checksum=sha256:" + "0".repeat(64) + " f /f"))
                .contains("digest mismatch " + right);
    }
}

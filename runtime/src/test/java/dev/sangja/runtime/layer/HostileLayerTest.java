package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLayerTest {
    private static final EntryMetadata PLAIN = EntryMetadata.ofRoot(0644, Instant.EPOCH);

    @TempDir
    Path temporary;

    private Path root = Path.of("/nowhere");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/../../out", "..", "a/..", "./../out"})
    void refusesPathsThatClimb(String path) {
        assertRefused(raw(TarHeader.REGULAR, path, ""), "..");
    }

    @Test
    void refusesAbsolutePaths() {
        assertRefused(raw(TarHeader.REGULAR, "/etc/passwd", ""), "absolute");
    }

    @Test
    void refusesAHardLinkThatClimbs() {
        assertRefused(raw(TarHeader.HARD_LINK, "a", "../../secret"), "..");
    }

    @Test
    void refusesAHardLinkToWhatTheArchiveDoesNotHave() {
        assertRefused(raw(TarHeader.HARD_LINK, "a", "etc/shadow"), "not in the archive");
    }

    @Test
    void refusesAHardLinkThatNamesItself() throws IOException {
        assertRefused(join(raw(TarHeader.REGULAR, "a", ""), raw(TarHeader.HARD_LINK, "a", "a")), "names itself");
    }

    @Test
    void refusesToWriteThroughASymbolicLinkOfTheSameArchive() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        byte[] archive = join(
                raw(TarHeader.SYMBOLIC_LINK, "door", outside.toString()), raw(TarHeader.REGULAR, "door/stolen", ""));
        assertRefused(archive, "no directory");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesAHardLinkThatReachesThroughASymbolicLink() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        byte[] archive = join(
                raw(TarHeader.SYMBOLIC_LINK, "door", outside.toString()),
                raw(TarHeader.HARD_LINK, "mine", "door/secret"));
        assertRefused(archive, "no directory");
        assertThat(root.resolve("mine")).doesNotExist();
    }

    @Test
    void replacesALinkInsteadOfWritingThroughIt() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside"), "untouched");
        byte[] archive = archive(writer -> {
            writer.write(new LayerEntry.SymbolicLink("file", PLAIN, outside.toString()));
            writer.write(file("file", "new"));
        });
        unpack(archive, DevicePolicy.REFUSE);
        assertThat(outside).hasContent("untouched");
        assertThat(root.resolve("file")).isRegularFile().hasContent("new");
    }

    @Test
    void keepsASymbolicLinkToAnAbsolutePathButNeverFollowsIt() throws IOException {
        unpack(archive(w -> w.write(new LayerEntry.SymbolicLink("sh", PLAIN, "/bin/busybox"))), DevicePolicy.REFUSE);
        assertThat(Files.readSymbolicLink(root.resolve("sh"))).isEqualTo(Path.of("/bin/busybox"));
    }

    @Test
    void refusesDeviceNodesOrLeavesThemOutAsTold() throws IOException {
        byte[] archive = archive(w -> w.write(new LayerEntry.Device("dev/sda", PLAIN, true, 8, 0)));
        assertRefused(archive, "device node");
        assertThat(unpack(archive, DevicePolicy.SKIP).skippedDevices()).isEqualTo(1);
        assertThat(root.resolve("dev/sda")).doesNotExist();
    }

    @Test
    void refusesToReplaceADirectoryByAFile() throws IOException {
        byte[] archive = archive(writer -> {
            writer.write(file("d/inner", "x"));
            writer.write(file("d", "x"));
        });
        assertRefused(archive, "replace a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", "d/.wh..", ".wh..wh..opq/x", ".wh.gone/inside"})
    void refusesWhiteoutsThatNameNothing(String path) {
        assertThatThrownBy(() -> unpack(raw(TarHeader.REGULAR, path, ""), DevicePolicy.REFUSE))
                .isInstanceOf(LayerException.class);
    }

    @Test
    void stopsAtTheEntryBound() {
        byte[] archive = archive(writer -> {
            for (int i = 0; i < 12; i++) {
                writer.write(file("f" + i, ""));
            }
        });
        LayerLimits ten = new LayerLimits(10, 1000, 100, 5);
        assertThatThrownBy(() -> unpacker(ten).unpack(new ByteArrayInputStream(archive), root))
                .isInstanceOf(LayerException.class)
                .hasMessageContaining("more than 10 entries");
    }

    @Test
    void countsExtensionHeadersAgainstTheEntryBound() {
        byte[] pax = paxHeader("6 a=b\n");
        byte[] many = join(pax, pax, pax, pax, pax, pax, pax, pax, pax, pax, pax, pax);
        LayerLimits ten = new LayerLimits(10, 1000, 100, 5);
        assertThatThrownBy(() -> unpacker(ten).unpack(new ByteArrayInputStream(many), root))
                .isInstanceOf(LayerException.class)
                .hasMessageContaining("more than 10 entries");
    }

    @Test
    void believesNoSizeBeyondTheByteBound() {
        byte[] bomb = new TarHeader()
                .type(TarHeader.REGULAR)
                .name(bytes("bomb"))
                .size(TarHeader.LARGEST_SIZE)
                .sealed();
        assertRefused(bomb, "more than");
    }

    @Test
    void refusesADeepPath() {
        String deep = "d/".repeat(200) + "f";
        assertRefused(archive(w -> w.write(file(deep, ""))), "too deep");
    }

    @Test
    void refusesALongPathAndALongName() {
        assertRefused(archive(w -> w.write(file("x".repeat(5000), ""))), "too long");
        assertRefused(archive(w -> w.write(file("x".repeat(256), ""))), "255 bytes");
    }

    @Test
    void refusesAWrongChecksum() {
        byte[] archive = raw(TarHeader.REGULAR, "a", "");
        archive[0] = 'b';
        assertRefused(archive, "checksum");
    }

    @Test
    void saysThatAnArchiveEndsInTheMiddle() {
        byte[] whole = archive(w -> w.write(file("a", "some content")));
        assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, 600), DevicePolicy.REFUSE))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, 100), DevicePolicy.REFUSE))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpack(new byte[0], DevicePolicy.REFUSE)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "8 path=a\n", "-1 a=b\n", "6 a=bc", "99999999999 a=b\n", "0 a=b\n", "6 abcd\n"})
    void refusesMalformedPaxRecords(String records) {
        assertRefused(join(paxHeader(records), raw(TarHeader.REGULAR, "a", "")), "PAX");
    }

    @Test
    @Timeout(5)
    void refusesTimesThatWouldTakeForeverToCompute() {
        for (String time : new String[] {"1e999999999", "1e-999999999", "nonsense", "99999999999999999999"}) {
            String record = " mtime=" + time + "\n";
            int length = record.length() + 2;
            assertRefused(join(paxHeader(length + record), raw(TarHeader.REGULAR, "a", "")), "time");
        }
    }

    @Test
    void refusesSparseFilesAndUnknownTypes() {
        assertRefused(raw((byte) 'S', "a", ""), "unknown type");
        assertRefused(raw((byte) 'Z', "a", ""), "unknown type");
        String record = "22 GNU.sparse.major=1\n";
        assertRefused(join(paxHeader(record), raw(TarHeader.REGULAR, "a", "")), "sparse");
    }

    @Test
    void leavesOutAttributesThatOnlyTheHostMaySet() throws IOException {
        EntryMetadata capable = new EntryMetadata(
                0755,
                0,
                0,
                Instant.EPOCH,
                Map.of("security.capability", new byte[20], "user.overlay.opaque", bytes("y")));
        byte[] archive = archive(w -> w.write(new LayerEntry.Directory("d", capable)));
        assertThat(unpack(archive, DevicePolicy.REFUSE).skippedAttributes()).isEqualTo(2);
        assertThat(OverlayMarks.isOpaque(root.resolve("d"))).isFalse();
    }

    private void assertRefused(byte[] archive, String reason) {
        assertThatThrownBy(() -> unpack(archive, DevicePolicy.REFUSE))
                .isInstanceOf(LayerException.class)
                .hasMessageContaining(reason);
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    private LayerUnpacker.Unpacked unpack(byte[] archive, DevicePolicy devices) throws IOException {
        LayerUnpacker unpacker =
                new LayerUnpacker(Linux.system(Recorder.none()), LayerLimits.IMAGE, devices, Owners.ofThisProcess());
        return unpacker.unpack(new ByteArrayInputStream(archive), root);
    }

    private static LayerUnpacker unpacker(LayerLimits limits) {
        return new LayerUnpacker(Linux.system(Recorder.none()), limits, DevicePolicy.REFUSE, Owners.ofThisProcess());
    }

    private static LayerEntry.RegularFile file(String path, String content) {
        byte[] bytes = bytes(content);
        return new LayerEntry.RegularFile(path, PLAIN, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** A header as an attacker writes it: no class of ours looked at its name. */
    private static byte[] raw(byte type, String path, String link) {
        byte[] block = new TarHeader()
                .type(type)
                .name(bytes(path))
                .link(bytes(link))
                .mode(0644)
                .owner(0, 0)
                .size(0)
                .modified(0)
                .sealed();
        return Arrays.copyOf(block, block.length);
    }

    private static byte[] paxHeader(String records) {
        byte[] body = bytes(records);
        byte[] header = new TarHeader()
                .type(TarHeader.PAX)
                .name(bytes("pax"))
                .size(body.length)
                .sealed();
        return join(header, Arrays.copyOf(body, (body.length + 511) / 512 * 512));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] archive(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(out);
        try {
            writing.writeTo(writer);
            writer.finish();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Writing {
        void writeTo(LayerWriter writer) throws IOException;
    }
}

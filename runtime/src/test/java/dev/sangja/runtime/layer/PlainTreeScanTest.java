package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.TextDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory such as /lab, that has nothing below it. */
class PlainTreeScanTest {
    @TempDir
    Path directory;

    private UpperScan scan = new UpperScan(Path.of("/nowhere"), List.of(), ScanLimits.DEFAULT);

    @BeforeEach
    void openScan() {
        scan = new UpperScan(directory, List.of(), ScanLimits.DEFAULT);
    }

    @Test
    void tellsWhatCameWhatWentAndWhatChanged() throws IOException {
        Files.createDirectories(directory.resolve("kept/deep"));
        Files.writeString(directory.resolve("kept/deep/same"), "same");
        Files.writeString(directory.resolve("kept/change"), "one\ntwo\n");
        Files.writeString(directory.resolve("gone"), "bye\n");
        LayerSnapshot before = scan.take();
        Files.writeString(directory.resolve("kept/change"), "one\n2\n");
        Files.delete(directory.resolve("gone"));
        Files.createDirectories(directory.resolve("new"));
        Files.createSymbolicLink(directory.resolve("new/link"), Path.of("../kept"));
        assertThat(told(before))
                .containsExactly(
                        "DELETED /gone file 4 -1 -bye",
                        "MODIFIED /kept/change file 8 6  one-two+2",
                        "ADDED /new directory -1 0 ",
                        "ADDED /new/link symlink -1 7 ");
    }

    @Test
    void tellsNothingWhenNothingHappened() throws IOException {
        Files.writeString(directory.resolve("a"), "a");
        LayerSnapshot before = scan.take();
        assertThat(told(before)).isEmpty();
    }

    @Test
    void seesAChangeThatKeepsSizeAndTime() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "aaa");
        FileTime time = Files.getLastModifiedTime(file);
        LayerSnapshot before = scan.take();
        Files.writeString(file, "bbb");
        Files.setLastModifiedTime(file, time);
        assertThat(told(before)).containsExactly("MODIFIED /a file 3 3 -aaa+bbb");
    }

    @Test
    void tellsModeAndTimesAsMetadata() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "a");
        Path inner = Files.createDirectory(directory.resolve("d"));
        LayerSnapshot before = scan.take();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-x------"));
        assertThat(told(before)).containsExactly("METADATA /a file 1 1 ", "METADATA /d directory 0 0 ");
    }

    @Test
    void tellsARemovedDirectoryOnce() throws IOException {
        Files.createDirectories(directory.resolve("d/e"));
        Files.writeString(directory.resolve("d/e/f"), "x");
        Files.writeString(directory.resolve("d-other"), "x");
        LayerSnapshot before = scan.take();
        Files.delete(directory.resolve("d/e/f"));
        Files.delete(directory.resolve("d/e"));
        Files.delete(directory.resolve("d"));
        Files.delete(directory.resolve("d-other"));
        assertThat(told(before)).containsExactly("DELETED /d directory 0 -1 ", "DELETED /d-other file 1 -1 -x");
    }

    @Test
    void tellsAFileThatBecameADirectoryAndBack() throws IOException {
        Files.writeString(directory.resolve("a"), "a");
        Files.createDirectories(directory.resolve("b/c"));
        LayerSnapshot before = scan.take();
        Files.delete(directory.resolve("a"));
        Files.createDirectories(directory.resolve("a/inner"));
        Files.delete(directory.resolve("b/c"));
        Files.delete(directory.resolve("b"));
        Files.writeString(directory.resolve("b"), "b");
        assertThat(told(before))
                .containsExactly(
                        "MODIFIED /a directory 1 0 ", "ADDED /a/inner directory -1 0 ", "MODIFIED /b file 0 1 ");
    }

    @Test
    void showsNoTextOfBinaryOrLongFiles() throws IOException {
        LayerSnapshot before = scan.take();
        Files.write(directory.resolve("binary"), new byte[] {1, 0, 2});
        Files.writeString(directory.resolve("long"), "x".repeat(100_000));
        assertThat(told(before)).containsExactly("ADDED /binary file -1 3 ", "ADDED /long file -1 100000 ");
    }

    @Test
    void countsWhatItLeavesOutInsteadOfCallingItDeleted() throws IOException {
        for (int i = 0; i < 30; i++) {
            Files.writeString(directory.resolve("file" + i), "x");
        }
        ScanLimits small = new ScanLimits(20, 64, 5, 1000);
        UpperScan bounded = new UpperScan(directory, List.of(), small);
        LayerSnapshot before = bounded.take();
        assertThat(before.cut()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            Files.writeString(directory.resolve("another" + i), "x");
        }
        LayerDiff diff = LayerComparison.between("/lab", "", before, bounded.take(), small);
        assertThat(diff.changes()).allMatch(change -> change.kind() == LayerChange.Kind.ADDED);
        assertThat(diff.changes()).allMatch(change -> change.path().startsWith("/another"));
        assertThat(diff.changes()).hasSizeLessThanOrEqualTo(5);
        assertThat(diff.cut()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void stopsAtTheDepthBound() throws IOException {
        Files.createDirectories(directory.resolve("1/2/3/4/5"));
        LayerSnapshot shallow = new UpperScan(directory, List.of(), new ScanLimits(100, 3, 100, 0)).take();
        assertThat(shallow.size()).isEqualTo(3);
        assertThat(shallow.cut()).isEqualTo(1);
    }

    @Test
    void keepsTextOnlyWithinItsBudget() throws IOException {
        Files.writeString(directory.resolve("a"), "x".repeat(600));
        Files.writeString(directory.resolve("b"), "x".repeat(600));
        LayerSnapshot snapshot = new UpperScan(directory, List.of(), new ScanLimits(100, 64, 100, 1000)).take();
        assertThat(snapshot.entries().values().stream()
                        .filter(entry -> entry.text().isPresent()))
                .hasSize(1);
    }

    @Test
    void showsNamesThatAreNoTextWithTheirBytes() throws IOException {
        LayerSnapshot before = scan.take();
        Files.writeString(FileName.resolve(directory, "한\uDCFF"), "x");
        assertThat(told(before)).containsExactly("ADDED /한\\xFF file -1 1 +x");
    }

    @Test
    void givesTheBytesBeforeAndAfter() throws IOException {
        Files.writeString(directory.resolve("a"), "12345");
        LayerSnapshot before = scan.take();
        Files.writeString(directory.resolve("b"), "123");
        LayerDiff diff = LayerComparison.between("/lab", "", before, scan.take(), ScanLimits.DEFAULT);
        assertThat(diff.bytesBefore()).isEqualTo(5);
        assertThat(diff.bytesAfter()).isEqualTo(8);
    }

    private List<String> told(LayerSnapshot before) throws IOException {
        return told(LayerComparison.between("/lab", "", before, scan.take(), ScanLimits.DEFAULT));
    }

    static List<String> told(LayerDiff diff) {
        return diff.changes().stream()
                .map(change -> change.kind() + " " + change.path() + " " + change.type() + " " + change.sizeBefore()
                        + " " + change.sizeAfter() + " "
                        + change.text().map(PlainTreeScanTest::render).orElse(""))
                .toList();
    }

    private static String render(TextDiff diff) {
        StringBuilder text = new StringBuilder();
        for (TextDiff.Line line : diff.lines()) {
            text.append(
                    switch (line.kind()) {
                        case SAME -> " ";
                        case REMOVED -> "-";
                        case ADDED -> "+";
                    });
            text.append(line.text());
        }
        return text.toString();
    }
}

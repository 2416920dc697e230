package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real overlays, made in a user namespace as a machine makes them. */
class UpperScanIT {
    @TempDir
    Path temporary;

    private UpperScan scan = new UpperScan(Path.of("/nowhere"), List.of(), ScanLimits.DEFAULT);

    @BeforeEach
    void makeLayers() throws Exception {
        for (String name : List.of("bottom", "top", "upper", "work", "merged", "again")) {
            Files.createDirectory(temporary.resolve(name));
        }
        run("mkdir -p bottom/etc bottom/d/deep bottom/gone; echo bottom > bottom/etc/f1; echo 'a\nb' > bottom/etc/f2;"
                + " echo x > bottom/d/x; echo y > bottom/d/deep/y; ln -s f1 bottom/etc/link; echo z > bottom/gone/z;"
                + " mkdir -p top/etc; echo top > top/etc/f2; mknod top/gone c 0 0");
        scan = new UpperScan(temporary.resolve("upper"), lower(), ScanLimits.DEFAULT);
    }

    @Test
    void tellsAdditionsChangesAndDeletionsInTheNotationOfTheLessons() throws Exception {
        assertThat(changes("echo new > etc/new; echo more >> etc/f2; rm etc/f1; mkdir n; echo 1 > n/1"))
                .containsExactly(
                        "DELETED /etc/f1 file 7 -1 -bottom",
                        "MODIFIED /etc/f2 file 4 9  top+more",
                        "ADDED /etc/new file -1 4 +new",
                        "ADDED /n directory -1 0 ",
                        "ADDED /n/1 file -1 2 +1");
    }

    @Test
    void tellsADeletedDirectoryAndOneMadeInItsPlaceAsOpaque() throws Exception {
        assertThat(changes("rm -r d")).containsExactly("DELETED /d directory 0 -1 ");
        assertThat(changes("mkdir d; echo fresh > d/fresh"))
                .containsExactly("OPAQUE /d directory -1 0 ", "ADDED /d/fresh file -1 6 +fresh");
    }

    @Test
    void tellsADirectoryThatIsEmptiedInOneGoAsOpaque() throws Exception {
        assertThat(changes("rm -r d; mkdir d")).containsExactly("OPAQUE /d directory 0 0 ");
    }

    @Test
    void tellsAChangeOfModeAsMetadataAlthoughTheWholeFileWasCopied() throws Exception {
        assertThat(changes("chmod 600 etc/f1; chmod 700 etc"))
                .containsExactly("METADATA /etc directory 0 0 ", "METADATA /etc/f1 file 7 7 ");
    }

    @Test
    void tellsATouchedFileAsMetadata() throws Exception {
        assertThat(changes("touch -d 2020-01-01 etc/f1")).containsExactly("METADATA /etc/f1 file 7 7 ");
    }

    @Test
    void tellsWhatARunDidAndNotWhatEarlierRunsDid() throws Exception {
        changes("echo one > etc/new; rm etc/f1");
        assertThat(changes("echo two >> etc/new; echo back > etc/f1; rm etc/link"))
                .containsExactly(
                        "ADDED /etc/f1 file -1 5 +back",
                        "DELETED /etc/link symlink 2 -1 ",
                        "MODIFIED /etc/new file 4 8  one+two");
        assertThat(changes("rm etc/new; mv etc/f1 etc/f3"))
                .containsExactly(
                        "DELETED /etc/f1 file 5 -1 -back",
                        "ADDED /etc/f3 file -1 5 +back",
                        "DELETED /etc/new file 8 -1 -one-two");
    }

    @Test
    void knowsThatAWhiteoutInALowerLayerHidesWhatIsFurtherDown() throws Exception {
        assertThat(changes("mkdir gone; echo own > gone/z"))
                .containsExactly("ADDED /gone directory -1 0 ", "ADDED /gone/z file -1 4 +own");
    }

    @Test
    void tellsAFileInPlaceOfADirectoryAndTheReverse() throws Exception {
        assertThat(changes("rm -r d; echo file > d; rm etc/f1; mkdir etc/f1; rm etc/link; ln -s f2 etc/link"))
                .containsExactly(
                        "MODIFIED /d file 0 5 ", "MODIFIED /etc/f1 directory 7 0 ", "MODIFIED /etc/link symlink 2 2 ");
    }

    @Test
    void knowsTheFormOfWhiteoutThatIsAnAttribute() throws Exception {
        Path mark = temporary.resolve("upper/etc/f1");
        Files.createDirectory(temporary.resolve("upper/etc"));
        Files.createFile(mark);
        Files.getFileAttributeView(mark, java.nio.file.attribute.UserDefinedFileAttributeView.class)
                .write("overlay.whiteout", java.nio.ByteBuffer.allocate(0));
        assertThat(PlainTreeScanTest.told(LayerComparison.whole("workbench", "", scan.take(), ScanLimits.DEFAULT)))
                .contains("DELETED /etc/f1 file 7 -1 -bottom");
    }

    @Test
    void takesNoLongerOnALargeImageThanOnASmallOne() throws Exception {
        changes("echo new > etc/new; echo more >> etc/f2");
        long small = medianScanNanos();
        run("mkdir bottom/many; i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done"
                + " | (cd bottom/many && xargs touch)");
        long large = medianScanNanos();
        assertThat(large).isLessThan(2 * small + 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPackedLayerUnpackedOverTheSameLowersShowsTheSameTree(long seed) throws Exception {
        changes(randomChanges(new Random(seed)));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(archive);
        new LayerPacker(LayerPacker.Dress.AS_IS).packUpper(temporary.resolve("upper"), lower(), writer);
        writer.finish();
        new LayerUnpacker(Linux.system(Recorder.none()), LayerLimits.IMAGE, DevicePolicy.REFUSE, Owners.ofThisProcess())
                .unpack(new ByteArrayInputStream(archive.toByteArray()), temporary.resolve("again"));
        String listing = "find . -printf '%p %y %m %s %l %T@\\n' | grep -v '^[^ ]* d' | sort;"
                + " find . -type d -printf"
                + " '%p %m\\n' | sort; find . -type f -exec sha256sum {} + | sort";
        String original = merged("upper:top:bottom", "", listing);
        assertThat(merged("again:top:bottom", "", listing)).isEqualTo(original);
    }

    private long medianScanNanos() throws IOException {
        long[] times = new long[21];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            UpperScan fresh = new UpperScan(temporary.resolve("upper"), lower(), ScanLimits.DEFAULT);
            LayerComparison.whole("workbench", "", fresh.take(), ScanLimits.DEFAULT);
            times[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(times);
        return times[10];
    }

    private static String randomChanges(Random random) {
        List<String> places = List.of("etc/f1", "etc/f2", "etc/link", "d/x", "d/deep/y", "d/new", "n", "etc/n");
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            String place = places.get(random.nextInt(places.size()));
            String other = places.get(random.nextInt(places.size()));
            script.append(
                    switch (random.nextInt(8)) {
                        case 0 -> "rm -rf " + place;
                        case 1 -> "rm -rf d; mkdir d";
                        case 2 -> "mkdir -p " + place + " 2>/dev/null";
                        case 3 -> "ln -f " + place + " " + other + " 2>/dev/null";
                        case 4 -> "chmod 7" + random.nextInt(8) + "4 " + place + " 2>/dev/null";
                        case 5 -> "ln -sfn " + other + " " + place + " 2>/dev/null";
                        case 6 -> "mkfifo " + place + " 2>/dev/null";
                        default -> "[ -p " + place + " ] || echo " + i + " 2>/dev/null >> " + place;
                    });
            script.append(" || :\n");
        }
        return script.toString();
    }

    private List<Path> lower() {
        return List.of(temporary.resolve("top"), temporary.resolve("bottom"));
    }

    /** Changes the merged tree, and tells what the scan finds between before and after. */
    private List<String> changes(String script) throws Exception {
        LayerSnapshot before = scan.take();
        merged("top:bottom", ",upperdir=upper,workdir=work", script);
        return PlainTreeScanTest.told(
                LayerComparison.between("workbench", "", before, scan.take(), ScanLimits.DEFAULT));
    }

    private String merged(String lower, String writable, String script) throws Exception {
        return run("mount -t overlay o -o lowerdir=" + lower + writable + ",userxattr merged && cd merged && " + "{ "
                + script + "\n}");
    }

    private String run(String script) throws Exception {
        Process process = new ProcessBuilder("unshare", "-U", "-r", "-m", "sh", "-c", script)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}

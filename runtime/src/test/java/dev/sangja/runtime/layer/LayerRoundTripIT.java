package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The property of layer differences: what an overlay's upper directory says, packed as an OCI layer and unpacked again
 * over the same lower directories, shows the same tree. On the real kernel, for trees that a seed makes.
 */
class LayerRoundTripIT {
    private static final Linux LINUX = Linux.system(Recorder.none());
    private static final int LAYERS = 3;
    private static final String LISTING =
            "find . -mindepth 1 ! -type d -printf '%p %y %m %U:%G %s %n %l %T@\\n' | sort;"
                    + " find . -mindepth 1 -type d -printf '%p %m %U:%G %T@\\n' | sort;"
                    + " find . -type f -exec sha256sum {} + | sort; /usr/sbin/getcap -r . 2>/dev/null | sort";

    @TempDir
    private Path temporary;

    private boolean root;

    @BeforeEach
    void look() throws IOException {
        root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aDifferenceAppliedToWhatIsBelowEqualsTheMergedTree(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> made = new ArrayList<>(List.of("empty"));
        List<String> unpacked = new ArrayList<>(List.of("empty"));
        Files.createDirectory(temporary.resolve("empty"));
        for (int layer = 0; layer < LAYERS; layer++) {
            String upper = "upper" + layer;
            String work = "work" + layer;
            String again = "again" + layer;
            for (String name : List.of(upper, work, again)) {
                Files.createDirectory(temporary.resolve(name));
            }
            merged(made, ",upperdir=" + upper + ",workdir=" + work, changes(random));
            byte[] archive = pack(temporary.resolve(upper), paths(made));
            assertThat(pack(temporary.resolve(upper), paths(made))).isEqualTo(archive);
            unpack(archive, temporary.resolve(again));
            made.add(0, upper);
            unpacked.add(0, again);
            assertThat(merged(unpacked, "", LISTING)).isEqualTo(merged(made, "", LISTING));
        }
    }

    @Test
    void keepsExtendedAttributesAndHolesAndTheCapabilitiesOfFiles() throws Exception {
        assumeTrue(root, "giving a file capabilities needs root");
        Path upper = Files.createDirectory(temporary.resolve("upper"));
        Path file = Files.writeString(upper.resolve("ping"), "program");
        attributes(file).write("mime", ByteBuffer.wrap(new byte[] {0, (byte) 0xFF, 10, 61}));
        Path directory = Files.createDirectory(upper.resolve("d"));
        attributes(directory).write("note", ByteBuffer.wrap("이름".getBytes(StandardCharsets.UTF_8)));
        run(
                "chmod 755 upper/ping && /usr/sbin/setcap cap_net_raw,cap_net_admin=ep upper/ping"
                        + " && truncate -s 50M upper/holes && printf x | dd of=upper/holes bs=1 seek=30000000 conv=notrunc 2>&1");
        Path again = Files.createDirectory(temporary.resolve("again"));
        LayerUnpacker.Unpacked result = unpack(pack(upper, List.of()), again);
        assertThat(result.skippedAttributes()).isZero();
        assertThat(run("/usr/sbin/getcap again/ping")).isEqualTo("again/ping cap_net_admin,cap_net_raw=ep\n");
        ByteBuffer value = ByteBuffer.allocate(10);
        attributes(again.resolve("ping")).read("mime", value);
        assertThat(value.array()).startsWith(0, 0xFF, 10, 61);
        assertThat(attributes(again.resolve("d")).list()).containsExactly("note");
        assertThat(run("cmp upper/holes again/holes; stat -c '%s' again/holes; du -k again/holes | cut -f1"))
                .matches("52428800\n\\d{1,3}\n");
    }

    @Test
    void keepsNamesInEveryEncodingAndOfEveryLength() throws Exception {
        Path upper = Files.createDirectory(temporary.resolve("upper"));
        run(
                "cd upper && mkdir 한글 $(printf '\\261\\271') \"$(printf 'a\\nb')\" && touch $(printf '\\377\\376') $(printf"
                        + " 'x%.0s' $(seq 255)) -- '-rf' '*' 'a b' \"$(printf '\\351t\\351')\" \"$(printf 'tab\\there')\" '\"' \"'\" &&"
                        + " d=$(printf 'd%.0s' $(seq 200)) && mkdir -p $d/$d/$d && ln -s $d/$d/$d/$d/$d link && touch $d/$d/$d/f");
        Path again = Files.createDirectory(temporary.resolve("again"));
        unpack(pack(upper, List.of()), again);
        assertThat(run("cd again && find . | LC_ALL=C sort | od -c | sha256sum"))
                .isEqualTo(run("cd upper && find . | LC_ALL=C sort | od -c | sha256sum"));
    }

    private static String changes(Random random) {
        List<String> places =
                List.of("a", "a/b", "a/b/c", "a/x", "d", "d/e", "d/e/f", "긴/이름", "z".repeat(150) + "/y", "s");
        StringBuilder script = new StringBuilder("mkdir -p 긴 " + "z".repeat(150) + " || :\n");
        for (int i = 0; i < 40; i++) {
            String place = places.get(random.nextInt(places.size()));
            String other = places.get(random.nextInt(places.size()));
            int number = random.nextInt(1000);
            script.append("{ ")
                    .append(
                            switch (random.nextInt(14)) {
                                case 0 -> "rm -rf " + place;
                                case 1 -> "rm -rf d; mkdir -m 7" + number % 8 + "5 d";
                                case 2, 3 -> "mkdir -p " + place;
                                case 4 -> "ln -f " + place + " " + other;
                                case 5 -> "chmod 2" + number % 8 + "44 " + place;
                                case 6 -> "ln -sfn " + other + number + " " + place;
                                case 7 -> "mkfifo " + place;
                                case 8 -> "touch -d @" + number + "." + (number + 1) + " " + place;
                                case 9 -> "mv -T " + place + " " + other;
                                case 10 -> "chown " + number + ":" + number / 2 + " " + place;
                                case 11 -> "truncate -s " + number * 1000 + " " + place;
                                case 12 -> "cp -a " + place + " " + other + ".copy";
                                default -> "[ -p " + place + " ] || echo " + i + " >> " + place;
                            })
                    .append("; } 2>/dev/null || :\n");
        }
        return script.toString();
    }

    private List<Path> paths(List<String> names) {
        return names.stream().map(temporary::resolve).toList();
    }

    private static byte[] pack(Path upper, List<Path> lower) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        LayerWriter writer = new LayerWriter(archive);
        new LayerPacker(LayerPacker.Dress.AS_IS, LINUX).packUpper(upper, lower, writer);
        writer.finish();
        return archive.toByteArray();
    }

    private LayerUnpacker.Unpacked unpack(byte[] archive, Path directory) throws IOException {
        Owners owners = root ? Owners.asArchived() : Owners.ofThisProcess();
        return new LayerUnpacker(LINUX, LayerLimits.IMAGE, DevicePolicy.REFUSE, owners)
                .unpack(new ByteArrayInputStream(archive), directory);
    }

    private static UserDefinedFileAttributeView attributes(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }

    private String merged(List<String> lower, String writable, String script) throws Exception {
        Files.createDirectories(temporary.resolve("merged"));
        String stack = lower.size() == 1 && writable.isEmpty() ? lower.get(0) + ":empty" : String.join(":", lower);
        return run("mount -t overlay o -o lowerdir=" + stack + writable + ",userxattr merged && cd merged && {\n"
                + script + "\n}");
    }

    private String run(String script) throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare", "-m"));
        if (!root) {
            command.addAll(List.of("-U", "-r"));
        }
        command.addAll(List.of("sh", "-c", script));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}

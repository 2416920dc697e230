package dev.sangja.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is root, and a machine whose ids are a range of its own. */
class MachineStoreIT {
    private static final int FIRST = 0x3100_0000;

    @TempDir
    Path temporary;

    private final Linux linux = Linux.system(Recorder.none());

    @BeforeEach
    void requireRoot() throws IOException {
        // An ordinary user's layers are that user's, who is root inside: there is nothing to do.
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs a server that is root");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void layersOfRootBelongToTheMachinesRootAndCanBeCopiedUp(boolean copying) throws Exception {
        StoreWriter writer = StoreWriter.open(temporary.resolve("images"), linux, Owners.asArchived());
        Image image = image(writer);
        MachineStore layers = new MachineStore(writer.store().directory(), linux);
        String layer = image.config().rootfs().diffIds().get(0).hex();
        String said = inMachine(
                copying ? layers.copying() : layers,
                "stat -c '%u %n' store/layers/" + layer + "/root-file store/layers/" + layer + "/user-file"
                        + " store/layers/" + layer + "/stranger",
                "touch store/layers/x 2>&1 | grep -o 'Read-only' || :",
                "mount -t overlay o -o lowerdir=store/layers/" + layer
                        + ",upperdir=upper,workdir=work,userxattr merged",
                "cd merged; echo more >> root-file; cat root-file; rm dir/inner; chown 5 user-file; ls dir",
                "stat -c '%u %n' root-file user-file");
        assertThat(said)
                .isEqualTo("0 store/layers/L/root-file\n1000 store/layers/L/user-file\n65534 store/layers/L/stranger\n"
                                .replace("layers/L", "layers/" + layer)
                        + (copying ? "" : "Read-only\n") + "text\nmore\n0 root-file\n5 user-file\n");
        assertThat(Files.getAttribute(temporary.resolve("upper/root-file"), "unix:uid"))
                .isEqualTo(FIRST);
        assertThat(Files.getAttribute(temporary.resolve("upper/user-file"), "unix:uid"))
                .isEqualTo(FIRST + 5);
        assertThat(writer.store().lowerDirectories(image).get(0).resolve("root-file"))
                .hasContent("text");
    }

    @Test
    void leavesNoDescriptorOpen() throws Exception {
        StoreWriter writer = StoreWriter.open(temporary.resolve("images"), linux, Owners.asArchived());
        image(writer);
        MachineStore layers = new MachineStore(writer.store().directory(), linux);
        inMachine(layers, "true");
        long before = descriptors();
        inMachine(layers, "true");
        inMachine(layers.copying(), "true");
        assertThat(descriptors()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-56-amd64, true",
        "5.19.0, true",
        "5.15.0-91-generic, false",
        "10.0, true",
        "4.19, false",
        "?, false"
    })
    void knowsSinceWhenOverlayTakesMappedLayers(String release, boolean expected) {
        assertThat(MachineStore.overlayTakesMappedLayers(release)).isEqualTo(expected);
    }

    private static long descriptors() throws IOException {
        try (var list = Files.list(Path.of("/proc/self/fd"))) {
            return list.filter(fd -> {
                        try {
                            return Files.readSymbolicLink(fd).toString().matches(".*(ns/|mnt:|user:|/images.*)");
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    private static Image image(StoreWriter writer) throws IOException {
        Descriptor layer = writer.store().blobs().put(Descriptor.LAYER, out -> {
            LayerWriter archive = new LayerWriter(out);
            archive.write(file("root-file", 0, "text\n"));
            archive.write(file("user-file", 1000, "mine\n"));
            archive.write(file("stranger", 70_000, "far\n"));
            archive.write(file("dir/inner", 0, "inner\n"));
            archive.finish();
        });
        ImageConfig config = new ImageConfig(
                Optional.empty(),
                "amd64",
                "linux",
                ImageConfig.Execution.empty(),
                ImageConfig.RootFileSystem.of(List.of(layer.digest())),
                List.of());
        return writer.add(ImageReference.parse("lab/owned:1"), config, List.of(layer));
    }

    private static LayerEntry.RegularFile file(String path, int owner, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        EntryMetadata metadata = new EntryMetadata(0644, owner, owner, Instant.EPOCH, Map.of());
        return new LayerEntry.RegularFile(path, metadata, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** Makes a machine's user and mount namespace, gives it its ids and its layers, and runs a script as its root. */
    private String inMachine(MachineStore layers, String... script) throws Exception {
        for (String name : List.of("store", "upper", "work", "merged")) {
            Path directory = Files.createDirectories(temporary.resolve(name));
            Files.setAttribute(directory, "unix:uid", FIRST);
            Files.setAttribute(directory, "unix:gid", FIRST);
        }
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + FIRST,
                        "--regid=" + FIRST,
                        "--clear-groups",
                        "unshare",
                        "-U",
                        "-m",
                        "sh",
                        "-c",
                        "echo up; read go; exec sh -c \"$1\"",
                        "sh",
                        "set -e\n" + String.join("\n", script))
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .start();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(reader.readLine()).isEqualTo("up");
            for (String map : List.of("uid_map", "gid_map")) {
                Files.writeString(Path.of("/proc/" + process.pid(), map), "0 " + FIRST + " 65536\n");
            }
            layers.attach(
                    process.pid(), FIRST, FIRST, temporary.resolve("store").toString());
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            String said = reader.lines().map(line -> line + "\n").reduce("", String::concat);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        }
    }
}

package dev.sangja.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final ImageReference NAME = ImageReference.parse("lab/sample:1");

    @TempDir
    Path temporary;

    @Test
    void findsAnImageByItsNameAfterReopening() throws IOException {
        StoreWriter writer = open();
        Image added = writer.add(NAME, config(layer(writer, "hello")), List.of(layer(writer, "hello")));
        ImageStore reopened = ImageStore.open(temporary.resolve("store"));
        assertThat(reopened.find(NAME)).contains(added);
        assertThat(reopened.list()).isEqualTo(Map.of(NAME, added));
        assertThat(reopened.find(ImageReference.parse("lab/sample:2"))).isEmpty();
    }

    @Test
    void unpacksEachLayerOnceAndGivesTheUpmostFirst() throws IOException {
        StoreWriter writer = open();
        Descriptor lower = layer(writer, "lower");
        Descriptor upper = layer(writer, "upper");
        Image image = writer.add(NAME, config(lower, upper), List.of(lower, upper));
        List<Path> directories = writer.store().lowerDirectories(image);
        assertThat(directories).hasSize(2);
        assertThat(directories.get(0).resolve("file")).hasContent("upper");
        assertThat(directories.get(1).resolve("file")).hasContent("lower");
        Object inode = Files.getAttribute(directories.get(0), "unix:ino");
        writer.unpack(image);
        assertThat(Files.getAttribute(directories.get(0), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void givesTheSameDigestForTheSameImage() throws IOException {
        StoreWriter one =
                StoreWriter.open(temporary.resolve("one"), Linux.system(Recorder.none()), Owners.ofThisProcess());
        StoreWriter other =
                StoreWriter.open(temporary.resolve("other"), Linux.system(Recorder.none()), Owners.ofThisProcess());
        Image first = one.add(NAME, config(layer(one, "x")), List.of(layer(one, "x")));
        Image second = other.add(NAME, config(layer(other, "x")), List.of(layer(other, "x")));
        assertThat(first.manifest()).isEqualTo(second.manifest());
        assertThat(first.manifest().digest())
                .hasToString("sha256:acd79b9395a3fb6936a17d18d91d2dfee12767ba5ff47b3f921bd089ac3f7fb1");
    }

    @Test
    void movesANameFromOneImageToAnother() throws IOException {
        StoreWriter writer = open();
        writer.add(NAME, config(layer(writer, "old")), List.of(layer(writer, "old")));
        Image fresh = writer.add(NAME, config(layer(writer, "new")), List.of(layer(writer, "new")));
        assertThat(writer.store().list()).isEqualTo(Map.of(NAME, fresh));
        writer.untag(NAME);
        assertThat(writer.store().list()).isEmpty();
    }

    @Test
    void neverShowsABlobWhoseWritingFailed() throws IOException {
        BlobStore blobs = open().store().blobs();
        assertThatThrownBy(() -> blobs.put(Descriptor.LAYER, out -> {
                    out.write(1);
                    throw new IOException("the source broke");
                }))
                .hasMessage("the source broke");
        assertThat(temporary.resolve("store/blobs/sha256")).isEmptyDirectory();
        assertThat(temporary.resolve("store/unfinished")).isEmptyDirectory();
    }

    @Test
    void tellsADamagedBlobInsteadOfPassingItOn() throws IOException {
        BlobStore blobs = open().store().blobs();
        Descriptor blob = blobs.put(Descriptor.CONFIG, "content".getBytes(StandardCharsets.UTF_8));
        Path file =
                temporary.resolve("store/blobs/sha256").resolve(blob.digest().hex());
        Files.writeString(file, "c0ntent");
        assertThatThrownBy(() -> blobs.read(blob))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        Files.writeString(file, "content and more");
        assertThatThrownBy(() -> blobs.read(blob))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("7 bytes");
        Files.writeString(file, "con");
        assertThatThrownBy(() -> blobs.read(blob))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("7 bytes");
        Files.delete(file);
        assertThatThrownBy(() -> blobs.read(blob))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no blob");
    }

    @Test
    void leavesNothingUnpackedOfADamagedLayer() throws IOException {
        StoreWriter writer = open();
        Descriptor layer = layer(writer, "content");
        Path blob =
                temporary.resolve("store/blobs/sha256").resolve(layer.digest().hex());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length - 1] = 1;
        Files.write(blob, bytes);
        assertThatThrownBy(() -> writer.add(NAME, config(layer), List.of(layer)))
                .isInstanceOf(StoreException.class);
        assertThat(temporary.resolve("store/layers")).isEmptyDirectory();
        assertThat(temporary.resolve("store/unfinished")).isEmptyDirectory();
        assertThat(writer.store().list()).isEmpty();
    }

    @Test
    void readsWhatOtherToolsWriteWithNullsAndFieldsOfTheirOwn() {
        String json = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"variant\":\"v8\",\"config\":{\"Cmd\":null,"
                + "\"Entrypoint\":[\"/x\"],\"Healthcheck\":{\"Test\":[\"NONE\"]},\"ExposedPorts\":{\"80/tcp\":{}}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"history\":[{\"created_by\":\"a\"}]}";
        ImageConfig config = Json.read(json.getBytes(StandardCharsets.UTF_8), ImageConfig.class, "config");
        assertThat(config.created()).isEmpty();
        assertThat(config.config().command()).isEmpty();
        assertThat(config.config().entryPoint()).containsExactly("/x");
        assertThat(config.config().exposedPorts()).containsOnlyKeys("80/tcp");
        assertThat(config.config().user()).isEmpty();
        assertThat(config.history().get(0).emptyLayer()).isFalse();
    }

    @Test
    void saysThatThereIsNoStore() {
        assertThatThrownBy(() -> ImageStore.open(temporary.resolve("absent")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no image store");
    }

    private StoreWriter open() throws IOException {
        return StoreWriter.open(temporary.resolve("store"), Linux.system(Recorder.none()), Owners.ofThisProcess());
    }

    private static Descriptor layer(StoreWriter writer, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        EntryMetadata metadata = EntryMetadata.ofRoot(0644, Instant.EPOCH);
        return writer.store().blobs().put(Descriptor.LAYER, out -> {
            LayerWriter layer = new LayerWriter(out);
            layer.write(
                    new LayerEntry.RegularFile("file", metadata, bytes.length, () -> new ByteArrayInputStream(bytes)));
            layer.finish();
        });
    }

    private static ImageConfig config(Descriptor... layers) {
        return new ImageConfig(
                Optional.of(Instant.EPOCH),
                "amd64",
                "linux",
                ImageConfig.Execution.empty(),
                ImageConfig.RootFileSystem.of(
                        List.of(layers).stream().map(Descriptor::digest).toList()),
                List.of());
    }
}

package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Adds images to a store. Whatever is added becomes visible by one rename of something finished, so a writer that dies
 * at any moment leaves a readable store, and at worst something under {@code unfinished}. Safe for use by several
 * threads of one object, and by several processes.
 */
public final class StoreWriter {
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final byte[] MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    private final ImageStore store;
    private final StoreLayout layout;
    private final LayerDirectories layers;

    private StoreWriter(ImageStore store, Linux linux, Owners owners) {
        this.store = store;
        this.layout = store.layout();
        this.layers = new LayerDirectories(store.blobs(), layout, linux, owners);
    }

    /**
     * Opens a store, and makes it if the directory is missing or empty. A new one may be entered by its owner alone:
     * layers may hold programs with set-id bits, which must work in containers and nowhere else.
     *
     * @param owners to whom unpacked files shall belong: as archived for root, else to the process
     */
    public static StoreWriter open(Path directory, Linux linux, Owners owners) throws IOException {
        StoreLayout layout = new StoreLayout(directory);
        boolean fresh = !Files.exists(directory);
        layout.create();
        if (fresh) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        if (!Files.exists(layout.marker())) {
            layout.replace(layout.marker(), MARKER);
        }
        removeAbandoned(layout);
        return new StoreWriter(ImageStore.open(directory), requireNonNull(linux, "linux"), owners);
    }

    /** The same store, to be read. */
    public ImageStore store() {
        return store;
    }

    /**
     * Adds an image whose layers' blobs are there already, unpacks what is not unpacked yet, and gives it a name; the
     * name no longer stands for another image.
     */
    public Image add(ImageReference name, ImageConfig config, List<Descriptor> layers) throws IOException {
        Descriptor configuration = store.blobs().put(Descriptor.CONFIG, Json.write(config));
        ImageManifest manifest = ImageManifest.of(configuration, layers);
        Image image = store.image(store.blobs().put(Descriptor.MANIFEST, Json.write(manifest)));
        unpack(image);
        tag(name, image);
        return image;
    }

    /** Gives an image a further name. */
    public void tag(ImageReference name, Image image) throws IOException {
        changeIndex(index -> index.with(name, image.manifest()));
    }

    /** Takes a name away; its image's blobs stay. */
    public void untag(ImageReference name) throws IOException {
        changeIndex(index -> index.without(name));
    }

    /** Makes sure that all layers of the image are unpacked. */
    public void unpack(Image image) throws IOException {
        for (int i = 0; i < image.layers().size(); i++) {
            layers.unpack(
                    image.layers().get(i), image.config().rootfs().diffIds().get(i));
        }
    }

    /** What is kept about how an image was built, by the builder's name for it. */
    public java.util.Optional<byte[]> readInputs(String name) throws IOException {
        Path file = layout.inputs(name);
        return Files.exists(file) ? java.util.Optional.of(Files.readAllBytes(file)) : java.util.Optional.empty();
    }

    /** Keeps something about how an image was built; whole or not at all. */
    public void writeInputs(String name, byte[] content) throws IOException {
        layout.replace(layout.inputs(name), content);
    }

    private synchronized void changeIndex(UnaryOperator<ImageIndex> change) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the store's lock was lost");
            }
            layout.replace(layout.index(), Json.write(change.apply(store.index())));
        }
    }

    private static void removeAbandoned(StoreLayout layout) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (var entries = Files.newDirectoryStream(layout.unfinished())) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    FileTree.delete(entry);
                }
            }
        }
    }
}

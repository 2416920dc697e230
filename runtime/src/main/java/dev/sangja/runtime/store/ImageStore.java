package dev.sangja.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images of a store directory, to be read. What a {@link StoreWriter} (of this or another process) adds is seen at
 * once. Safe for use by several threads.
 */
public final class ImageStore {
    private final StoreLayout layout;
    private final BlobStore blobs;
    /** By manifest. Blobs never change, so neither do these. */
    private final Map<Digest, Image> images = new ConcurrentHashMap<>();

    private ImageStore(StoreLayout layout) {
        this.layout = layout;
        this.blobs = new BlobStore(layout);
    }

    /** Opens a store; {@link StoreException} if there is none at that path. */
    public static ImageStore open(Path directory) {
        StoreLayout layout = new StoreLayout(directory);
        if (!Files.isRegularFile(layout.marker())) {
            throw new StoreException("there is no image store at " + directory);
        }
        return new ImageStore(layout);
    }

    /** The store's directory. */
    public Path directory() {
        return layout.root();
    }

    public BlobStore blobs() {
        return blobs;
    }

    /** The image of that name. */
    public Optional<Image> find(ImageReference name) throws IOException {
        Optional<Descriptor> manifest = index().find(name);
        return manifest.isEmpty() ? Optional.empty() : Optional.of(image(manifest.get()));
    }

    /** All names with their images, in the order of the names. */
    public Map<ImageReference, Image> list() throws IOException {
        Map<ImageReference, Image> named = new TreeMap<>();
        for (var entry : index().byName().entrySet()) {
            named.put(entry.getKey(), image(entry.getValue()));
        }
        return named;
    }

    /**
     * The image's layers as directories for overlayfs's {@code lowerdir}, upmost first; {@link StoreException} if one
     * is not unpacked. They are shared by all and must not be written.
     */
    public List<Path> lowerDirectories(Image image) {
        List<Path> directories = new ArrayList<>();
        for (Digest diffId : image.config().rootfs().diffIds()) {
            Path directory = layout.layer(diffId);
            if (!Files.isDirectory(directory)) {
                throw new StoreException("layer " + diffId + " is not unpacked");
            }
            directories.add(0, directory);
        }
        return List.copyOf(directories);
    }

    boolean isUnpacked(Image image) {
        return image.config().rootfs().diffIds().stream().allMatch(id -> Files.isDirectory(layout.layer(id)));
    }

    StoreLayout layout() {
        return layout;
    }

    ImageIndex index() throws IOException {
        try {
            return Json.read(Files.readAllBytes(layout.index()), ImageIndex.class, "index.json");
        } catch (NoSuchFileException none) {
            return ImageIndex.empty();
        }
    }

    Image image(Descriptor manifest) throws IOException {
        Image known = images.get(manifest.digest());
        if (known != null) {
            return known;
        }
        String name = "manifest " + manifest.digest();
        ImageManifest read = Json.read(blobs.read(manifest), ImageManifest.class, name);
        ImageConfig config = Json.read(blobs.read(read.config()), ImageConfig.class, "configuration of " + name);
        Descriptor plain = new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size());
        Image image = new Image(plain, read.config(), config, read.layers());
        images.put(manifest.digest(), image);
        return image;
    }
}

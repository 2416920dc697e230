package dev.sangja.runtime.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private final Optional<ImageStore> lower;
    /** By manifest. Blobs never change, so neither do these. */
    private final Map<Digest, Image> images = new ConcurrentHashMap<>();
    /** By layer. */
    private final Map<Digest, Long> sizes = new ConcurrentHashMap<>();

    private ImageStore(StoreLayout layout, Optional<ImageStore> lower) {
        this.layout = layout;
        this.lower = lower;
        this.blobs = new BlobStore(layout, lower.map(ImageStore::blobs));
    }

    /** Opens a store; {@link StoreException} if there is none at that path. */
    public static ImageStore open(Path directory) {
        return open(directory, Optional.empty());
    }

    /**
     * Opens a store over another one, whose images, blobs and layers it has besides its own: each thing is looked for
     * in the upper one first, and nothing is ever written to the lower one.
     */
    static ImageStore open(Path directory, Optional<ImageStore> lower) {
        StoreLayout layout = new StoreLayout(directory);
        if (!Files.isRegularFile(layout.marker())) {
            throw new StoreException("there is no image store at " + directory);
        }
        return new ImageStore(layout, lower);
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
        if (manifest.isPresent()) {
            return Optional.of(image(manifest.get()));
        }
        return lower.isPresent() ? lower.get().find(name) : Optional.empty();
    }

    /** All names with their images, in the order of the names. */
    public Map<ImageReference, Image> list() throws IOException {
        Map<ImageReference, Image> named =
                new TreeMap<>(lower.isPresent() ? lower.get().list() : Map.of());
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
        return lowerDirectories(image.config().rootfs().diffIds());
    }

    /**
     * The same for layers from the lowest to the upmost. Of one that comes twice only the upmost is there: overlayfs
     * takes no directory twice (ELOOP), and all that the other says is said again above.
     */
    public List<Path> lowerDirectories(List<Digest> diffIds) {
        List<Path> directories = new ArrayList<>();
        for (int i = diffIds.size() - 1; i >= 0; i--) {
            if (diffIds.lastIndexOf(diffIds.get(i)) == i) {
                directories.add(layerDirectory(diffIds.get(i)));
            }
        }
        return List.copyOf(directories);
    }

    /** A layer's directory; {@link StoreException} if it is not unpacked. */
    public Path layerDirectory(Digest diffId) {
        return findLayer(diffId).orElseThrow(() -> new StoreException("layer " + diffId + " is not unpacked"));
    }

    /** A layer's directory, in this store or the one below. */
    Optional<Path> findLayer(Digest diffId) {
        Path own = layout.layer(diffId);
        if (Files.isDirectory(own)) {
            return Optional.of(own);
        }
        return lower.flatMap(below -> below.findLayer(diffId));
    }

    /**
     * How many bytes of file content a layer holds, which is what Docker calls its size; {@link StoreException} if it
     * is not unpacked.
     */
    public long size(Digest diffId) throws IOException {
        Long known = sizes.get(diffId);
        if (known == null) {
            known = readSize(diffId);
            sizes.put(diffId, known);
        }
        return known;
    }

    private long readSize(Digest diffId) throws IOException {
        try {
            return Long.parseLong(Files.readString(layout.size(diffId), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException | NumberFormatException notNoted) {
            return lower.isPresent() && !Files.isDirectory(layout.layer(diffId))
                    ? lower.get().size(diffId)
                    : FileTree.contentBytes(layerDirectory(diffId));
        }
    }

    /** How many bytes of file content all layers of an image hold. */
    public long size(Image image) throws IOException {
        long total = 0;
        for (Digest diffId : image.config().rootfs().diffIds()) {
            total += size(diffId);
        }
        return total;
    }

    /** The store below. */
    Optional<ImageStore> lower() {
        return lower;
    }

    /** A blob or a layer has gone. */
    void forget(Digest digest) {
        images.remove(digest);
        sizes.remove(digest);
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

    /** The image of that manifest. */
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

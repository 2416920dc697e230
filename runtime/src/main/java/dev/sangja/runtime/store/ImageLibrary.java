package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The images of one machine: a store of its own that may be written, over the one that all machines share. What both
 * have is there once: blobs and unpacked layers go by their digests. What is added becomes visible by one rename of
 * something finished, so that a machine that dies at any moment leaves a readable store.
 *
 * <p>Safe for use by several threads of one process; no other process may write to the directory. Images are added
 * through {@link #begin}, which keeps them from {@link #collect} until they have a name.
 */
public final class ImageLibrary {
    private static final int MOST_ENTRIES = 65_536;
    private static final Pattern ID = Pattern.compile("(sha256:)?([0-9a-f]{1,64})");

    private final ImageStore store;
    private final StoreLayout layout;
    private final LayerDirectories directories;
    private final Predicate<ImageReference> hidden;
    private final LongSupplier room;
    private final ReadWriteLock sweeping = new ReentrantReadWriteLock();
    private final Set<Construction> open = new HashSet<>();
    private final List<References> keepers = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Who uses what an image consists of, though no name may lead to it. */
    @FunctionalInterface
    public interface References {
        /** Digests of configurations, of blobs, or of layers. */
        Set<Digest> referenced();
    }

    /**
     * How a machine's images are kept.
     *
     * @param directory of the machine's own store, which is made if it is not there
     * @param shared of the store below
     * @param hidden names of the store below that are not for the machine
     * @param owners to whom unpacked files belong
     * @param room how many bytes may still be written
     */
    public record Setup(
            Path directory, Path shared, Predicate<ImageReference> hidden, Owners owners, LongSupplier room) {}

    private ImageLibrary(Setup setup, ImageStore store, Linux linux) {
        this.store = store;
        this.layout = store.layout();
        this.directories = new LayerDirectories(store.blobs(), layout, linux, setup.owners());
        this.hidden = setup.hidden();
        this.room = setup.room();
    }

    /** Opens a machine's images. What a machine that died had not finished is removed. */
    public static ImageLibrary open(Setup setup, Linux linux) throws IOException {
        StoreWriter.open(setup.directory(), linux, setup.owners());
        ImageStore store = ImageStore.open(setup.directory(), Optional.of(ImageStore.open(setup.shared())));
        StoreSweep.removeUnfinished(store.layout());
        return new ImageLibrary(setup, store, linux);
    }

    /** What may be read of it. Names are those of both stores, hidden ones too. */
    public ImageStore store() {
        return store;
    }

    /** All images that a learner sees, each once, in no order that matters. */
    public List<StoredImage> images() throws IOException {
        Map<Digest, Image> found = new LinkedHashMap<>();
        Map<Digest, List<ImageReference>> names = new LinkedHashMap<>();
        Set<Digest> own = new HashSet<>();
        for (Descriptor entry : store.index().manifests()) {
            if (!ImageIndex.isDetached(entry)) {
                Image image = store.image(entry);
                found.put(image.id(), image);
                own.add(image.id());
            }
        }
        for (Map.Entry<ImageReference, Image> named : names().entrySet()) {
            found.putIfAbsent(named.getValue().id(), named.getValue());
            names.computeIfAbsent(named.getValue().id(), id -> new ArrayList<>())
                    .add(named.getKey());
        }
        return found.values().stream()
                .map(image ->
                        new StoredImage(image, names.getOrDefault(image.id(), List.of()), !own.contains(image.id())))
                .toList();
    }

    private Map<ImageReference, Image> names() throws IOException {
        Map<ImageReference, Image> names =
                new TreeMap<>(store.lower().isPresent() ? store.lower().get().list() : Map.of());
        names.keySet().removeIf(hidden);
        for (Map.Entry<ImageReference, Descriptor> entry :
                store.index().byName().entrySet()) {
            names.put(entry.getKey(), store.image(entry.getValue()));
        }
        return names;
    }

    /** The image of that name. */
    public Optional<Image> find(ImageReference name) throws IOException {
        return hidden.test(name) && store.index().find(name).isEmpty() ? Optional.empty() : store.find(name);
    }

    /**
     * The image that a learner means: by name, by name and digest, by id, or by how an id begins, in this order.
     * {@link StoreException} if several ids begin so.
     */
    public Optional<Image> resolve(String reference) throws IOException {
        Optional<Image> named = byName(reference);
        var id = ID.matcher(reference);
        if (named.isPresent() || !id.matches()) {
            return named;
        }
        String digits = id.group(2);
        List<Image> matching = images().stream()
                .map(StoredImage::image)
                .filter(image -> image.id().hex().startsWith(digits))
                .toList();
        if (matching.size() > 1) {
            throw new StoreException("multiple IDs found with provided prefix: " + reference);
        }
        return matching.stream().findFirst();
    }

    private Optional<Image> byName(String reference) throws IOException {
        int at = reference.indexOf('@');
        if (at < 0) {
            Optional<ImageReference> name = ImageReference.read(reference);
            return name.isPresent() ? find(name.get()) : Optional.empty();
        }
        String digest = reference.substring(at + 1);
        return images().stream()
                .map(StoredImage::image)
                .filter(image -> image.manifest().digest().toString().equals(digest))
                .findFirst();
    }

    /**
     * The image of that id, also one that has been removed and is still in use by a container.
     *
     * @param id the digest of its configuration
     */
    public Optional<Image> find(Digest id) throws IOException {
        for (Descriptor entry : store.index().manifests()) {
            Image image = store.image(entry);
            if (image.id().equals(id)) {
                return Optional.of(image);
            }
        }
        return names().values().stream().filter(image -> image.id().equals(id)).findFirst();
    }

    /** The image's layers as directories for overlayfs, upmost first. What is not unpacked any more is unpacked. */
    public List<Path> lowerDirectories(Image image) throws IOException {
        for (int i = 0; i < image.layers().size(); i++) {
            unpack(image.layers().get(i), image.config().rootfs().diffIds().get(i));
        }
        return store.lowerDirectories(image);
    }

    void unpack(Descriptor layer, Digest diffId) throws IOException {
        if (store.findLayer(diffId).isEmpty()) {
            directories.unpack(layer, diffId, limits());
        }
    }

    /** Gives an image a further name; the name no longer stands for another image. */
    public void tag(ImageReference name, Image image) throws IOException {
        changeIndex(index -> index.named(name, image.manifest()));
    }

    /** Takes a name from the machine's own image; one in the store below that has the name shows again. */
    public void untag(ImageReference name) throws IOException {
        changeIndex(index -> index.without(name));
    }

    /** Takes a name from the machine's own image, which stays though it may have none. */
    public void untagOnly(ImageReference name) throws IOException {
        changeIndex(index -> {
            Optional<Descriptor> former = index.find(name);
            ImageIndex without = index.without(name);
            return former.isPresent() ? without.withNameless(former.get()) : without;
        });
    }

    /** Removes an image of the machine's own with all its names; what nobody else uses of it goes with it. */
    public void remove(Image image) throws IOException {
        changeIndex(index -> index.without(image.manifest().digest()));
    }

    /** Removes an image from all lists, and keeps it for as long as some {@link References} name its id. */
    public void detach(Image image) throws IOException {
        changeIndex(index -> index.detached(image.manifest()));
    }

    /** Whether the image of that id has been removed and is only kept for who uses it. */
    public boolean isDetached(Digest id) throws IOException {
        for (Descriptor entry : store.index().manifests()) {
            if (ImageIndex.isDetached(entry) && store.image(entry).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    void keepNameless(Image image) throws IOException {
        changeIndex(index -> index.withNameless(image.manifest()));
    }

    /** Whether the name is one that the machine itself has given. */
    public boolean isOwn(ImageReference name) throws IOException {
        return store.index().find(name).isPresent();
    }

    /** Who is told, on the thread that did it, that images have come, gone or been named otherwise. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Layers of the machine's own that belong to no image: builds remember them, or are making them. */
    public List<Digest> looseLayers() throws IOException {
        Set<Digest> used = new HashSet<>();
        for (Descriptor entry : store.index().manifests()) {
            used.addAll(store.image(entry).config().rootfs().diffIds());
        }
        return StoreSweep.unused(layout.layers(), used);
    }

    /** From now on, what these name is never collected. */
    public void keep(References references) {
        synchronized (keepers) {
            keepers.add(references);
        }
    }

    /** Begins to add images. Whoever calls closes it. */
    public Construction begin() {
        Construction construction = new Construction(this, directories);
        synchronized (open) {
            open.add(construction);
        }
        return construction;
    }

    void end(Construction construction) {
        synchronized (open) {
            open.remove(construction);
        }
    }

    /** Removes blobs and layers that no image, container or open {@link Construction} uses. */
    public Collected collect() throws IOException {
        StoreSweep sweep = new StoreSweep(store);
        sweeping.writeLock().lock();
        try {
            Set<Digest> kept = new HashSet<>();
            synchronized (keepers) {
                keepers.forEach(keeper -> kept.addAll(keeper.referenced()));
            }
            changeIndex(index -> sweep.withoutUnusedDetached(index, kept));
            synchronized (open) {
                open.forEach(construction -> kept.addAll(construction.held()));
            }
            sweep.setAside(kept);
        } finally {
            sweeping.writeLock().unlock();
        }
        return sweep.delete();
    }

    /**
     * What a collection removed.
     *
     * @param blobs archives, manifests and configurations
     * @param layers unpacked layers
     * @param bytes of both together
     */
    public record Collected(List<Digest> blobs, List<Digest> layers, long bytes) {
        public Collected {
            blobs = List.copyOf(blobs);
            layers = List.copyOf(layers);
        }
    }

    /** Something becomes visible and is held in one step, so that no collection can come between. */
    void placing(Placing placing) throws IOException {
        sweeping.readLock().lock();
        try {
            placing.place();
        } finally {
            sweeping.readLock().unlock();
        }
    }

    interface Placing {
        void place() throws IOException;
    }

    /** How much of a layer can still be taken: it lies in the store as an archive and unpacked. */
    LayerLimits limits() {
        LayerLimits most = LayerLimits.IMAGE;
        long bytes = Math.max(0, Math.min(most.bytes(), room.getAsLong() / 2));
        return new LayerLimits(MOST_ENTRIES, bytes, most.pathBytes(), most.depth());
    }

    private synchronized void changeIndex(UnaryOperator<ImageIndex> change) throws IOException {
        ImageIndex before = store.index();
        ImageIndex after = change.apply(before);
        if (!after.equals(before)) {
            layout.replace(layout.index(), Json.write(after));
            listeners.forEach(Runnable::run);
        }
    }
}

package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerPacker;
import dev.sangja.runtime.layer.LayerWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds layers and images to a machine's library. What it has made or uses is safe from collection until it is closed;
 * what no name leads to then may go. Several may be at work at once. One is for one thread at a time.
 */
public final class Construction implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final ImageLibrary library;
    private final ImageStore store;
    private final LayerDirectories directories;
    private final Set<Digest> held = new HashSet<>();
    private final List<Path> staged = new ArrayList<>();

    Construction(ImageLibrary library, LayerDirectories directories) {
        this.library = library;
        this.store = library.store();
        this.directories = directories;
    }

    /**
     * Takes a layer's archive as it is, plain or compressed with gzip, and unpacks it in the same reading. The stream
     * is read to its end and stays the caller's. Whatever is wrong with it leaves nothing behind.
     */
    public Layer importLayer(InputStream archive) throws IOException {
        Path file = store.layout().newUnfinished();
        Path directory = directories.newDirectory();
        try {
            LayerIntake intake = new LayerIntake(directories, library.limits(), Optional.empty());
            try (OutputStream copy =
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                intake.read(archive, copy, directory);
            }
            return place(intake, file, directory);
        } finally {
            Files.deleteIfExists(file);
            FileTree.delete(directory);
        }
    }

    /**
     * The same of an archive that lies in a file of {@link #stage}, which becomes the blob.
     *
     * @param known the digest of the file, if it has just been computed
     * @param diffId what the archive must be when it is not compressed; {@link StoreException} if it is not
     */
    public Layer adoptLayer(Path file, Optional<Digest> known, Digest diffId) throws IOException {
        Path directory = directories.newDirectory();
        try (InputStream archive = Files.newInputStream(file)) {
            LayerIntake intake = new LayerIntake(directories, library.limits(), known);
            intake.read(archive, OutputStream.nullOutputStream(), directory);
            if (!intake.diffId().equals(diffId)) {
                throw new StoreException("a layer's archive is " + intake.diffId() + ", and its image says " + diffId);
            }
            return place(intake, file, directory);
        } finally {
            FileTree.delete(directory);
        }
    }

    private Layer place(LayerIntake intake, Path file, Path directory) throws IOException {
        BlobStore.Unplaced blob = store.blobs().finish(file, intake.digest());
        return place(blob, intake.compression(), intake.diffId(), directory, intake.bytes());
    }

    /** A new directory for what is to be looked at before it is taken. It goes when this is closed. */
    public Path stage() throws IOException {
        Path directory = Files.createDirectory(store.layout().newUnfinished());
        synchronized (this) {
            staged.add(directory);
        }
        return directory;
    }

    /** How many bytes may be staged. */
    public long room() {
        return library.limits().bytes();
    }

    /** Makes a layer of the entries that {@code content} writes. */
    public Layer writeLayer(LayerContent content) throws IOException {
        Path file = store.layout().newUnfinished();
        try {
            BlobStore.Unplaced blob = write(file, content);
            return unpacked(blob);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Makes a layer of what a container has written; see {@link LayerPacker#packUpper}. */
    public Layer commitUpper(Path upper, List<Path> lower) throws IOException {
        return writeLayer(writer -> directories.packer().packUpper(upper, lower, writer));
    }

    /**
     * The same of an upper directory that nobody uses any more, on the store's file system: the directory itself
     * becomes the unpacked layer, and so nothing is copied but into the archive. Afterwards it may be gone.
     */
    public Layer sealUpper(Path upper, List<Path> lower) throws IOException {
        Path file = store.layout().newUnfinished();
        try {
            BlobStore.Unplaced blob = write(file, writer -> directories.packer().packUpper(upper, lower, writer));
            long bytes = FileTree.contentBytes(upper);
            return place(blob, LayerCompression.NONE, blob.digest(), upper, bytes);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Entries of a layer still to be written; the writer's end is not theirs. */
    @FunctionalInterface
    public interface LayerContent {
        void writeTo(LayerWriter writer) throws IOException;
    }

    private BlobStore.Unplaced write(Path file, LayerContent content) throws IOException {
        long most = library.limits().bytes();
        return store.blobs().write(file, out -> {
            LayerWriter writer = new LayerWriter(new BoundedOutput(out, most));
            content.writeTo(writer);
            writer.finish();
        });
    }

    private Layer unpacked(BlobStore.Unplaced blob) throws IOException {
        if (store.findLayer(blob.digest()).isPresent()) {
            Layer known = place(blob, LayerCompression.NONE, blob.digest(), Path.of(""), 0);
            if (store.findLayer(blob.digest()).isPresent()) {
                return known;
            }
        }
        Path directory = directories.newDirectory();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source(blob)), BUFFER)) {
            long bytes = directories.fill(in, directory, library.limits()).bytes();
            return place(blob, LayerCompression.NONE, blob.digest(), directory, bytes);
        } finally {
            FileTree.delete(directory);
        }
    }

    private Path source(BlobStore.Unplaced blob) {
        return Files.exists(blob.file()) ? blob.file() : store.blobs().file(blob.digest());
    }

    private Layer place(
            BlobStore.Unplaced blob, LayerCompression compression, Digest diffId, Path directory, long bytes)
            throws IOException {
        library.placing(() -> {
            hold(blob.digest());
            hold(diffId);
            store.blobs().place(blob);
            if (store.findLayer(diffId).isEmpty() && !directory.toString().isEmpty()) {
                directories.place(directory, diffId, bytes);
            }
        });
        return new Layer(new Descriptor(compression.mediaType(), blob.digest(), blob.size()), diffId);
    }

    /** Makes sure that a layer whose archive is there as a blob is unpacked too, and holds it. */
    public Layer useLayer(Descriptor blob, Digest diffId) throws IOException {
        if (!store.blobs().has(blob.digest())) {
            throw new StoreException("there is no blob " + blob.digest());
        }
        library.placing(() -> {
            hold(blob.digest());
            hold(diffId);
        });
        library.unpack(blob, diffId);
        return new Layer(blob, diffId);
    }

    /** Whether a layer is there already, as that very archive and unpacked. */
    public boolean has(Descriptor blob, Digest diffId) {
        return store.blobs().has(blob.digest()) && store.findLayer(diffId).isPresent();
    }

    /** Takes a configuration, manifest or archive as it is. */
    public Descriptor putBlob(String mediaType, BlobStore.Writing writing) throws IOException {
        Path file = store.layout().newUnfinished();
        try {
            long most = library.limits().bytes();
            BlobStore.Unplaced blob = store.blobs().write(file, out -> writing.writeTo(new BoundedOutput(out, most)));
            library.placing(() -> {
                hold(blob.digest());
                store.blobs().place(blob);
            });
            return new Descriptor(mediaType, blob.digest(), blob.size());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * An image of that configuration and these layers, which the configuration must name in the same order. It has no
     * name, and is gone once this is closed unless it gets one ({@link ImageLibrary#tag}) or is {@link #keep kept}.
     */
    public Image create(ImageConfig config, List<Layer> layers) throws IOException {
        Descriptor configuration = putBlob(Descriptor.CONFIG, out -> out.write(Json.write(config)));
        return create(configuration, layers);
    }

    /** The same with a configuration that is there already, byte for byte. */
    public Image create(Descriptor configuration, List<Layer> layers) throws IOException {
        ImageManifest manifest =
                ImageManifest.of(configuration, layers.stream().map(Layer::blob).toList());
        return use(putBlob(Descriptor.MANIFEST, out -> out.write(Json.write(manifest))));
    }

    /** Holds the image of a manifest that is there as a blob, with all it consists of. */
    public Image use(Descriptor manifest) throws IOException {
        hold(manifest.digest());
        Image image = store.image(manifest);
        use(image);
        return image;
    }

    /** Holds an image. */
    public void use(Image image) throws IOException {
        library.placing(() -> StoreSweep.parts(image).forEach(this::hold));
    }

    /** Keeps an image that has no name, as {@code <none>}. */
    public void keep(Image image) throws IOException {
        library.keepNameless(image);
    }

    private synchronized void hold(Digest digest) {
        held.add(digest);
    }

    synchronized Set<Digest> held() {
        return Set.copyOf(held);
    }

    /** Lets go of everything. */
    @Override
    public void close() throws IOException {
        library.end(this);
        for (Path directory : staged) {
            FileTree.delete(directory);
        }
    }
}

package dev.sangja.runtime.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One collection of what nobody uses in a store. While nothing may be added, it is only set aside, which takes a rename
 * each; deleting it may take its time afterwards, and if that never happens, the next opening of the store does it.
 */
final class StoreSweep {
    private final ImageStore store;
    private final StoreLayout layout;
    private final List<Path> aside = new ArrayList<>();
    private final List<Digest> blobs = new ArrayList<>();
    private final List<Digest> layers = new ArrayList<>();
    private long bytes;

    StoreSweep(ImageStore store) {
        this.store = store;
        this.layout = store.layout();
    }

    /** Everything that an image consists of. */
    static Set<Digest> parts(Image image) {
        Set<Digest> parts = new HashSet<>(image.config().rootfs().diffIds());
        parts.add(image.manifest().digest());
        parts.add(image.configuration().digest());
        image.layers().forEach(layer -> parts.add(layer.digest()));
        return parts;
    }

    /** Removes what a writer that died had not finished. */
    static void removeUnfinished(StoreLayout layout) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.unfinished())) {
            for (Path entry : entries) {
                FileTree.delete(entry);
            }
        }
    }

    /** Removed images stay for as long as a container of theirs does. */
    ImageIndex withoutUnusedDetached(ImageIndex index, Set<Digest> kept) {
        ImageIndex result = index;
        for (Descriptor entry : index.manifests()) {
            if (ImageIndex.isDetached(entry) && !kept.contains(image(entry).id())) {
                result = result.without(entry.digest());
            }
        }
        return result;
    }

    private Image image(Descriptor manifest) {
        try {
            return store.image(manifest);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException("cannot read manifest " + manifest.digest(), failure);
        }
    }

    /** Takes away what neither an image nor {@code kept} names. */
    void setAside(Set<Digest> kept) throws IOException {
        Set<Digest> used = new HashSet<>(kept);
        for (Descriptor entry : store.index().manifests()) {
            used.addAll(parts(store.image(entry)));
        }
        for (Digest blob : unused(layout.blobs(), used)) {
            bytes += Files.size(layout.blob(blob));
            blobs.add(blob);
            moveAside(layout.blob(blob));
            store.forget(blob);
        }
        for (Digest diffId : unused(layout.layers(), used)) {
            bytes += store.size(diffId);
            layers.add(diffId);
            moveAside(layout.layer(diffId));
            Files.deleteIfExists(layout.size(diffId));
            store.forget(diffId);
        }
    }

    /** What a directory holds beside these. */
    static List<Digest> unused(Path directory, Set<Digest> used) throws IOException {
        List<Digest> unused = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Digest digest = new Digest(entry.getFileName().toString());
                if (!used.contains(digest)) {
                    unused.add(digest);
                }
            }
        }
        return unused;
    }

    private void moveAside(Path file) throws IOException {
        Path target = layout.newUnfinished();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        aside.add(target);
    }

    /** Deletes what was set aside. */
    ImageLibrary.Collected delete() throws IOException {
        for (Path path : aside) {
            FileTree.delete(path);
        }
        return new ImageLibrary.Collected(blobs, layers, bytes);
    }
}

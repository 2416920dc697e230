package dev.sangja.runtime.archive;

import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageManifest;
import dev.sangja.runtime.store.Json;
import dev.sangja.runtime.store.LayerCompression;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images of an archive that is an OCI image layout. Their manifests are kept byte for byte. */
final class LayoutImages {
    private static final int DEEPEST = 3;
    private static final int MOST_ENTRIES = 1000;
    private static final Set<String> INDEXES = Set.of(Descriptor.INDEX, Descriptor.DOCKER_LIST);
    private static final Set<String> MANIFESTS = Set.of(Descriptor.MANIFEST, Descriptor.DOCKER_MANIFEST);
    private static final Set<String> CONFIGS = Set.of(Descriptor.CONFIG, Descriptor.DOCKER_CONFIG);

    private final StagedArchive staged;
    private final Construction work;

    LayoutImages(StagedArchive staged, Construction work) {
        this.staged = staged;
        this.work = work;
    }

    List<ArchivedImage> read() throws IOException {
        PlatformIndex index = Json.read(staged.document(ArchivePaths.INDEX), PlatformIndex.class, ArchivePaths.INDEX);
        List<ArchivedImage> images = new ArrayList<>();
        for (PlatformIndex.Entry entry : bounded(index).manifests()) {
            Descriptor named = entry.descriptor();
            images.add(new ArchivedImage(image(named, 0), ArchiveNames.of(named)));
        }
        return images;
    }

    private static PlatformIndex bounded(PlatformIndex index) {
        if (index.manifests().size() > MOST_ENTRIES) {
            throw new StoreException("an index names more than " + MOST_ENTRIES + " manifests");
        }
        return index;
    }

    /** An index in an index stands for one image in several forms. */
    private Image image(Descriptor entry, int depth) throws IOException {
        if (INDEXES.contains(entry.mediaType())) {
            if (depth == DEEPEST) {
                throw new StoreException("indexes lie in indexes more than " + DEEPEST + " deep");
            }
            PlatformIndex index = Json.read(document(entry), PlatformIndex.class, "index " + entry.digest());
            return image(bounded(index).forThisComputer().descriptor(), depth + 1);
        }
        if (!MANIFESTS.contains(entry.mediaType())) {
            throw new StoreException("a manifest of media type " + entry.mediaType() + " cannot be read");
        }
        return image(entry);
    }

    private Image image(Descriptor entry) throws IOException {
        byte[] bytes = document(entry);
        ImageManifest manifest = Json.read(bytes, ImageManifest.class, "manifest " + entry.digest());
        if (manifest.schemaVersion() != 2) {
            throw new StoreException("a manifest of schema version " + manifest.schemaVersion() + " cannot be read");
        }
        if (!CONFIGS.contains(manifest.config().mediaType())) {
            throw new StoreException("this is no image: its configuration is of media type "
                    + manifest.config().mediaType());
        }
        manifest.layers().forEach(layer -> LayerCompression.of(layer.mediaType()));
        byte[] config = document(manifest.config());
        List<Digest> diffIds = Configurations.check(config);
        if (diffIds.size() != manifest.layers().size()) {
            throw new StoreException("the image has " + manifest.layers().size()
                    + " layers, and its configuration names " + diffIds.size());
        }
        for (int i = 0; i < diffIds.size(); i++) {
            layer(manifest.layers().get(i), diffIds.get(i));
        }
        work.putBlob(manifest.config().mediaType(), out -> out.write(config));
        return work.use(work.putBlob(entry.mediaType(), out -> out.write(bytes)));
    }

    private void layer(Descriptor layer, Digest diffId) throws IOException {
        Optional<Path> file = staged.find(ArchivePaths.blob(layer.digest()));
        if (file.isEmpty() || work.has(layer, diffId)) {
            // An image before this one had the same layer, or the store has; otherwise this says that it is missing.
            work.useLayer(layer, diffId);
            return;
        }
        requireSize(layer, Files.size(file.get()));
        work.adoptLayer(file.get(), Optional.of(layer.digest()), diffId);
    }

    private byte[] document(Descriptor descriptor) throws IOException {
        byte[] bytes = staged.document(ArchivePaths.blob(descriptor.digest()));
        requireSize(descriptor, bytes.length);
        return bytes;
    }

    private static void requireSize(Descriptor descriptor, long size) {
        if (size != descriptor.size()) {
            throw new StoreException(
                    "blob " + descriptor.digest() + " is of " + size + " bytes, and not of " + descriptor.size());
        }
    }
}

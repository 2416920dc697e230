package dev.sangja.runtime.archive;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Json;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads images out of an archive: an OCI image layout, a docker-archive, or what is both. Everything is checked before
 * anything is taken: digests, sizes, media types, how many layers there are. What is wrong is a {@link StoreException}
 * or a {@link dev.sangja.runtime.layer.LayerException}, and leaves nothing that a closed construction would not remove.
 */
public final class ImageArchiveReader {
    private static final int MOST_IMAGES = 1000;

    private final Construction work;
    /** Images share layers' files, and a file that was taken is no longer where it was. */
    private final Map<Path, Layer> adopted = new HashMap<>();

    /** What is read is held by {@code work}; whoever wants to keep it gives it names. */
    public ImageArchiveReader(Construction work) {
        this.work = requireNonNull(work, "work");
    }

    /** Reads all images of an archive, plain or compressed with gzip. The stream stays the caller's. */
    public List<ArchivedImage> read(InputStream in) throws IOException {
        StagedArchive staged = StagedArchive.read(in, work);
        if (staged.has(ArchivePaths.INDEX)) {
            List<ArchivedImage> images = new LayoutImages(staged, work).read();
            return staged.has(ArchivePaths.MANIFEST) ? withTags(images, manifests(staged)) : images;
        }
        if (!staged.has(ArchivePaths.MANIFEST)) {
            throw new StoreException("this is no archive of images: it has neither index.json nor manifest.json");
        }
        List<ArchivedImage> images = new ArrayList<>();
        for (ArchiveManifest manifest : manifests(staged)) {
            images.add(new ArchivedImage(image(manifest, staged), names(manifest)));
        }
        return images;
    }

    private static List<ArchiveManifest> manifests(StagedArchive staged) throws IOException {
        byte[] document = staged.document(ArchivePaths.MANIFEST);
        List<ArchiveManifest> manifests = List.of(Json.read(document, ArchiveManifest[].class, ArchivePaths.MANIFEST));
        if (manifests.size() > MOST_IMAGES) {
            throw new StoreException("the archive names more than " + MOST_IMAGES + " images");
        }
        return manifests;
    }

    private static List<ImageReference> names(ArchiveManifest manifest) {
        List<ImageReference> names = new ArrayList<>();
        for (String tag : manifest.repoTags()) {
            names.add(ImageReference.read(tag)
                    .orElseThrow(() -> new StoreException("invalid image name in manifest.json: " + tag)));
        }
        return names;
    }

    /** The names of both documents, for each image once. */
    private static List<ArchivedImage> withTags(List<ArchivedImage> images, List<ArchiveManifest> manifests) {
        Map<Digest, Set<ImageReference>> names = new LinkedHashMap<>();
        Map<Digest, Image> byId = new LinkedHashMap<>();
        for (ArchivedImage image : images) {
            byId.putIfAbsent(image.image().id(), image.image());
            names.computeIfAbsent(image.image().id(), id -> new java.util.LinkedHashSet<>())
                    .addAll(image.names());
        }
        for (ArchiveManifest manifest : manifests) {
            Optional<Digest> id = ArchivePaths.named(manifest.config());
            id.flatMap(known -> Optional.ofNullable(names.get(known))).ifPresent(set -> set.addAll(names(manifest)));
        }
        return byId.values().stream()
                .map(image -> new ArchivedImage(image, List.copyOf(names.getOrDefault(image.id(), Set.of()))))
                .toList();
    }

    /** An image of a docker-archive, which has no manifest of its own: it gets one. */
    private Image image(ArchiveManifest manifest, StagedArchive staged) throws IOException {
        byte[] bytes = staged.document(manifest.config());
        Optional<Digest> expected = ArchivePaths.named(manifest.config());
        if (expected.isPresent() && !expected.get().equals(Digest.of(bytes))) {
            throw new StoreException(
                    "the archive's configuration " + expected.get() + " is damaged: its digest is " + Digest.of(bytes));
        }
        List<Digest> diffIds = Configurations.check(bytes);
        if (diffIds.size() != manifest.layers().size()) {
            throw new StoreException("the image has " + manifest.layers().size()
                    + " layers, and its configuration names " + diffIds.size());
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Path file = staged.file(manifest.layers().get(i));
            Digest diffId = diffIds.get(i);
            Layer known = adopted.get(file);
            if (known == null || !known.diffId().equals(diffId)) {
                known = work.adoptLayer(file, Optional.empty(), diffId);
                adopted.put(file, known);
            }
            layers.add(known);
        }
        return work.create(work.putBlob(Descriptor.CONFIG, out -> out.write(bytes)), layers);
    }
}

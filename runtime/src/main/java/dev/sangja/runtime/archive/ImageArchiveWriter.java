package dev.sangja.runtime.archive;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageIndex;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.ImageStore;
import dev.sangja.runtime.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes images into a tar archive that is both an OCI image layout and a docker-archive, as Docker does since version
 * 25. The same images always give the same bytes. For one thread; the stream stays the caller's.
 */
public final class ImageArchiveWriter {
    private static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    private final ImageStore store;

    public ImageArchiveWriter(ImageStore store) {
        this.store = requireNonNull(store, "store");
    }

    /** Writes them with the names that are given, each blob once. */
    public void write(List<ArchivedImage> images, OutputStream out) throws IOException {
        LayerWriter archive = new LayerWriter(out);
        Map<Digest, Descriptor> blobs = new TreeMap<>();
        for (ArchivedImage archived : images) {
            Image image = archived.image();
            blobs.put(image.manifest().digest(), image.manifest());
            blobs.put(image.configuration().digest(), image.configuration());
            image.layers().forEach(layer -> blobs.put(layer.digest(), layer));
        }
        archive.write(new LayerEntry.Directory("blobs", metadata(0755)));
        archive.write(new LayerEntry.Directory(ArchivePaths.BLOBS, metadata(0755)));
        for (Descriptor blob : blobs.values()) {
            archive.write(new LayerEntry.RegularFile(
                    ArchivePaths.blob(blob.digest()),
                    metadata(0644),
                    blob.size(),
                    () -> store.blobs().open(blob)));
        }
        document(archive, ArchivePaths.INDEX, Json.write(index(images)));
        document(
                archive,
                ArchivePaths.MANIFEST,
                Json.write(images.stream().map(ImageArchiveWriter::manifest).toList()));
        document(archive, ArchivePaths.LAYOUT, LAYOUT);
        archive.finish();
    }

    private static void document(LayerWriter archive, String path, byte[] content) throws IOException {
        archive.write(new LayerEntry.RegularFile(
                path, metadata(0644), content.length, () -> new ByteArrayInputStream(content)));
    }

    private static EntryMetadata metadata(int mode) {
        return EntryMetadata.ofRoot(mode, Instant.EPOCH);
    }

    private static ImageIndex index(List<ArchivedImage> images) {
        List<Descriptor> entries = new ArrayList<>();
        for (ArchivedImage archived : images) {
            Descriptor manifest = archived.image().manifest();
            if (archived.names().isEmpty()) {
                entries.add(manifest);
            }
            for (ImageReference name : archived.names()) {
                Map<String, String> annotations =
                        Map.of(ArchiveNames.CONTAINERD, ArchiveNames.whole(name), ArchiveNames.OCI, name.tag());
                entries.add(new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size(), annotations));
            }
        }
        return new ImageIndex(2, Descriptor.INDEX, entries);
    }

    private static ArchiveManifest manifest(ArchivedImage archived) {
        Image image = archived.image();
        Map<String, Descriptor> sources = new TreeMap<>();
        List<Digest> diffIds = image.config().rootfs().diffIds();
        for (int i = 0; i < diffIds.size(); i++) {
            sources.put(diffIds.get(i).toString(), image.layers().get(i));
        }
        return new ArchiveManifest(
                ArchivePaths.blob(image.configuration().digest()),
                archived.names().stream().map(ImageReference::toString).toList(),
                image.layers().stream()
                        .map(layer -> ArchivePaths.blob(layer.digest()))
                        .toList(),
                sources);
    }
}

package dev.sangja.runtime.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * {@code index.json}: which names the store knows, and the manifest that each stands for. Source: OCI image
 * specification, image-layout.md and annotations.md.
 *
 * @param schemaVersion always 2
 * @param mediaType {@link Descriptor#INDEX}
 * @param manifests one entry for each name
 */
public record ImageIndex(int schemaVersion, String mediaType, List<Descriptor> manifests) {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String DETACHED = "dev.sangja.detached";

    public ImageIndex {
        manifests = List.copyOf(manifests);
    }

    static ImageIndex empty() {
        return new ImageIndex(2, Descriptor.INDEX, List.of());
    }

    Optional<Descriptor> find(ImageReference name) {
        return manifests.stream().filter(entry -> isNamed(entry, name)).findFirst();
    }

    /** With that name standing for that manifest, and no longer for another. */
    ImageIndex with(ImageReference name, Descriptor manifest) {
        List<Descriptor> entries = new ArrayList<>(without(name).manifests);
        entries.add(new Descriptor(
                manifest.mediaType(), manifest.digest(), manifest.size(), Map.of(NAME, name.toString())));
        entries.sort(java.util.Comparator.comparing(entry -> entry.annotations().getOrDefault(NAME, "")));
        return new ImageIndex(schemaVersion, mediaType, entries);
    }

    ImageIndex without(ImageReference name) {
        return new ImageIndex(
                schemaVersion,
                mediaType,
                manifests.stream().filter(entry -> !isNamed(entry, name)).toList());
    }

    /** With that name standing for that manifest; what it stood for stays, without a name if it has no other. */
    ImageIndex named(ImageReference name, Descriptor manifest) {
        ImageIndex moved = with(name, manifest).withoutNameless(manifest.digest());
        Optional<Descriptor> former = find(name);
        return former.isPresent() ? moved.withNameless(former.get()) : moved;
    }

    /** With that image, without a name if it has none yet. */
    ImageIndex withNameless(Descriptor manifest) {
        return has(manifest.digest()) ? this : withEntry(plain(manifest, Map.of()));
    }

    /** Without any entry of that manifest. */
    ImageIndex without(Digest manifest) {
        return keeping(entry -> !entry.digest().equals(manifest));
    }

    /** With that image only for the containers that are made of it: no name finds it and no list shows it. */
    ImageIndex detached(Descriptor manifest) {
        return without(manifest.digest()).withEntry(plain(manifest, Map.of(DETACHED, "true")));
    }

    /** Whether any entry is of that manifest. */
    boolean has(Digest manifest) {
        return manifests.stream().anyMatch(entry -> entry.digest().equals(manifest));
    }

    static boolean isDetached(Descriptor entry) {
        return entry.annotations().containsKey(DETACHED);
    }

    private ImageIndex withoutNameless(Digest manifest) {
        return keeping(
                entry -> !entry.digest().equals(manifest) || entry.annotations().containsKey(NAME));
    }

    private ImageIndex withEntry(Descriptor entry) {
        List<Descriptor> entries = new ArrayList<>(manifests);
        entries.add(entry);
        return new ImageIndex(schemaVersion, mediaType, entries);
    }

    private ImageIndex keeping(Predicate<Descriptor> kept) {
        return new ImageIndex(
                schemaVersion, mediaType, manifests.stream().filter(kept).toList());
    }

    private static Descriptor plain(Descriptor manifest, Map<String, String> annotations) {
        return new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size(), annotations);
    }

    /** All names, in their order; an entry whose name is none of ours is passed over. */
    Map<ImageReference, Descriptor> byName() {
        Map<ImageReference, Descriptor> names = new TreeMap<>();
        for (Descriptor entry : manifests) {
            name(entry).ifPresent(name -> names.put(name, entry));
        }
        return names;
    }

    /** The name of an entry; empty if it has none, or one that is none of ours. */
    static Optional<ImageReference> name(Descriptor entry) {
        try {
            return Optional.of(ImageReference.parse(entry.annotations().getOrDefault(NAME, "")));
        } catch (IllegalArgumentException foreign) {
            // Other tools write a bare tag here, or nothing.
            return Optional.empty();
        }
    }

    private static boolean isNamed(Descriptor entry, ImageReference name) {
        return name.toString().equals(entry.annotations().get(NAME));
    }
}

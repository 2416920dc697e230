package dev.sangja.runtime.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code index.json}: which names the store knows, and the manifest that each stands for. Source: OCI image
 * specification, image-layout.md and annotations.md.
 *
 * @param schemaVersion always 2
 * @param mediaType {@link Descriptor#INDEX}
 * @param manifests one entry for each name
 */
record ImageIndex(int schemaVersion, String mediaType, List<Descriptor> manifests) {
    private static final String NAME = "org.opencontainers.image.ref.name";

    ImageIndex {
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

    /** All names, in their order; an entry whose name is none of ours is passed over. */
    Map<ImageReference, Descriptor> byName() {
        Map<ImageReference, Descriptor> names = new TreeMap<>();
        for (Descriptor entry : manifests) {
            name(entry).ifPresent(name -> names.put(name, entry));
        }
        return names;
    }

    private static Optional<ImageReference> name(Descriptor entry) {
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

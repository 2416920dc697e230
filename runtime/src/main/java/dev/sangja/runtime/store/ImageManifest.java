package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which blobs an image consists of. Source: OCI image specification, manifest.md.
 *
 * @param schemaVersion always 2
 * @param mediaType {@link Descriptor#MANIFEST}
 * @param config the configuration's blob
 * @param layers the layers' blobs, from the lowest to the upmost
 * @param annotations further facts
 */
public record ImageManifest(
        int schemaVersion,
        String mediaType,
        Descriptor config,
        List<Descriptor> layers,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations) {
    public ImageManifest {
        requireNonNull(config, "config");
        layers = List.copyOf(layers);
        annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    static ImageManifest of(Descriptor config, List<Descriptor> layers) {
        return new ImageManifest(2, Descriptor.MANIFEST, config, layers, Map.of());
    }
}

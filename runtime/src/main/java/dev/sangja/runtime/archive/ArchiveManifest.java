package dev.sangja.runtime.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sangja.runtime.store.Descriptor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image in the {@code manifest.json} of a docker-archive.
 *
 * @param config the path of its configuration
 * @param repoTags its names
 * @param layers the paths of its layers, from the lowest to the upmost
 * @param layerSources what the layers are, by the digests of their uncompressed archives
 */
record ArchiveManifest(
        @JsonProperty("Config") String config,
        @JsonProperty("RepoTags") List<String> repoTags,
        @JsonProperty("Layers") List<String> layers,

        @JsonProperty("LayerSources") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Descriptor> layerSources) {
    ArchiveManifest {
        repoTags = List.copyOf(repoTags);
        layers = List.copyOf(layers);
        layerSources = java.util.Collections.unmodifiableMap(new TreeMap<>(layerSources));
    }
}

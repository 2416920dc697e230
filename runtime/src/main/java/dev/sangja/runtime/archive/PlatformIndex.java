package dev.sangja.runtime.archive;

import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index as other tools write it, with the platform of each entry. Source: OCI image specification, image-index.md.
 *
 * @param manifests its entries
 */
record PlatformIndex(List<Entry> manifests) {
    PlatformIndex {
        manifests = List.copyOf(manifests);
    }

    /** An entry; without a platform, it is for any. */
    record Entry(
            String mediaType, Digest digest, long size, Map<String, String> annotations, Optional<Platform> platform) {
        Descriptor descriptor() {
            return new Descriptor(mediaType, digest, size, annotations);
        }
    }

    /** What computer an image is for, in Go's words. */
    record Platform(String architecture, String os) {}

    /** The entry for this computer; the first of those that name no platform otherwise. */
    Entry forThisComputer() {
        String name = System.getProperty("os.arch", "");
        String architecture = name.equals("aarch64") ? "arm64" : name;
        return manifests.stream()
                .filter(entry -> entry.platform()
                        .filter(of ->
                                of.os().equals("linux") && of.architecture().equals(architecture))
                        .isPresent())
                .findFirst()
                .or(() -> manifests.stream()
                        .filter(entry -> entry.platform().isEmpty())
                        .findFirst())
                .orElseThrow(() -> new StoreException("the image is not there for linux/" + architecture));
    }
}

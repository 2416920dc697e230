package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.template.GoValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One name of an image as {@code docker images} shows it. */
public final class ImageRow {
    private static final String NONE = "<none>";
    private static final String NOT_KNOWN = "N/A";
    private static final String ID = "ID";
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("Repository", "REPOSITORY"),
            Map.entry("Tag", "TAG"),
            Map.entry("Digest", "DIGEST"),
            Map.entry(ID, "IMAGE ID"),
            Map.entry("CreatedSince", "CREATED"),
            Map.entry("CreatedAt", "CREATED AT"),
            Map.entry("Size", "SIZE"),
            Map.entry("Containers", "CONTAINERS"),
            Map.entry("VirtualSize", "SIZE"),
            Map.entry("SharedSize", "SHARED SIZE"),
            Map.entry("UniqueSize", "UNIQUE SIZE"));

    private ImageRow() {}

    /** The list that such rows make; with digests if asked. */
    public static Listing listing(boolean digests) {
        String digest = digests ? "\t{{.Digest}}" : "";
        return new Listing(
                "{{.Repository}}\t{{.Tag}}" + digest + "\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}", "{{.ID}}", HEADERS);
    }

    /** The rows of an image: one for each of its names, or one without. */
    public static List<GoValue.Struct> of(ImageDetails image, boolean whole, Instant now) {
        List<String> names = image.tags().isEmpty() ? List.of(NONE + ":" + NONE) : image.tags();
        return names.stream().map(name -> row(image, name, whole, now)).toList();
    }

    private static GoValue.Struct row(ImageDetails image, String name, boolean whole, Instant now) {
        int colon = name.lastIndexOf(':');
        String repository = name.substring(0, colon);
        String digest = image.digests().stream()
                .filter(full -> full.startsWith(repository + "@"))
                .map(full -> full.substring(repository.length() + 1))
                .findFirst()
                .orElse(NONE);
        return GoValue.struct()
                .add("Containers", NOT_KNOWN)
                .add("CreatedAt", Ages.list(image.createdAt()))
                .add("CreatedSince", Ages.ago(image.createdAt(), now))
                .add("Digest", digest)
                .add(ID, whole ? image.id() : image.shortId())
                .add("Repository", repository)
                .add("SharedSize", NOT_KNOWN)
                .add("Size", Sizes.decimal(image.sizeBytes()))
                .add("Tag", name.substring(colon + 1))
                .add("UniqueSize", NOT_KNOWN)
                .add("VirtualSize", Sizes.precise(image.sizeBytes()))
                .buildRow("*formatter.imageContext");
    }
}

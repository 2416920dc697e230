package dev.sangja.runtime.container;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what a learner names, as Docker does: a whole id, then a name, then the beginning of an id. */
public final class ContainerLookup {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,64}");

    private ContainerLookup() {}

    /**
     * The container of that name or id.
     *
     * @throws ContainerProblem.NoSuchContainer if there is none
     * @throws ContainerProblem.AmbiguousId if several ids begin so
     */
    public static ContainerRecord container(Collection<ContainerRecord> containers, String reference) {
        String name = reference.startsWith("/") ? reference.substring(1) : reference;
        Optional<ContainerRecord> exact = containers.stream()
                .filter(container -> container.id().value().equals(reference))
                .findFirst()
                .or(() -> containers.stream()
                        .filter(container -> container.name().equals(name))
                        .findFirst());
        if (exact.isPresent()) {
            return exact.get();
        }
        List<ContainerRecord> matching = HEXADECIMAL.matcher(reference).matches()
                ? containers.stream()
                        .filter(container -> container.id().value().startsWith(reference))
                        .toList()
                : List.of();
        if (matching.size() > 1) {
            throw new ContainerProblem.AmbiguousId(reference);
        }
        return matching.stream().findFirst().orElseThrow(() -> new ContainerProblem.NoSuchContainer(reference));
    }

    /**
     * The image of that name, digest or id; empty if there is none.
     *
     * @throws ContainerProblem.AmbiguousId if several ids begin so
     */
    public static Optional<ImageDetails> image(Collection<ImageDetails> images, String reference) {
        String tagged = withTag(reference);
        Optional<ImageDetails> named = images.stream()
                .filter(image -> image.tags().contains(tagged)
                        || image.digests().contains(reference)
                        || image.id().equals(reference))
                .findFirst();
        String digits = reference.startsWith("sha256:") ? reference.substring("sha256:".length()) : reference;
        if (named.isPresent() || !HEXADECIMAL.matcher(digits).matches()) {
            return named;
        }
        List<ImageDetails> matching = images.stream()
                .filter(image -> image.id().startsWith("sha256:" + digits))
                .toList();
        if (matching.size() > 1) {
            throw new ContainerProblem.AmbiguousId(reference);
        }
        return matching.stream().findFirst();
    }

    /** The name with {@code :latest} where it has neither tag nor digest, and without Docker Hub's own prefixes. */
    public static String withTag(String reference) {
        String name = reference;
        for (String prefix : List.of("docker.io/library/", "docker.io/", "library/")) {
            if (name.startsWith(prefix)) {
                name = name.substring(prefix.length());
            }
        }
        boolean tagged = name.contains("@") || name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        return tagged ? name : name + ":latest";
    }
}

package dev.sangja.runtime.build;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.store.ImageReference;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be built.
 *
 * @param file the Dockerfile, as it was named
 * @param dockerfile its text
 * @param contextName the context, as it was named
 * @param context its files, without those that are left out
 * @param ignored what is left out
 * @param target the stage that is wanted; empty for the last one
 * @param tags what the image is to be called
 * @param arguments {@code --build-arg}
 * @param labels {@code --label}
 * @param secrets what RUN may be shown, by id
 * @param network {@code default}, {@code none} or {@code host}, for each RUN that does not say
 * @param cached whether results of earlier builds are used
 */
public record BuildRequest(
        String file,
        String dockerfile,
        String contextName,
        SourceTree context,
        IgnoreRules ignored,
        String target,
        List<ImageReference> tags,
        Map<String, String> arguments,
        Map<String, String> labels,
        Map<String, byte[]> secrets,
        String network,
        boolean cached) {
    /** A build argument by which a caller makes builds reproducible: seconds since 1970 for every time in the image. */
    static final String EPOCH = "SOURCE_DATE_EPOCH";

    public BuildRequest {
        requireNonNull(context, "context");
        requireNonNull(ignored, "ignored");
        tags = List.copyOf(tags);
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        secrets = Map.copyOf(secrets);
    }

    /** The one time that everything in the image is to have; see reproducible-builds.org, SOURCE_DATE_EPOCH. */
    Optional<Instant> epoch() {
        String seconds = arguments.getOrDefault(EPOCH, "");
        return seconds.matches("\\d{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }
}

package dev.sangja.runtime.receipt;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one image build of a run did, step by step.
 *
 * @param file the Dockerfile as it was named; {@code -} if it came on standard input
 * @param context the context as it was named
 * @param source the Dockerfile's text, so that the lines of the steps can be shown; cut after 64 KiB
 * @param target the stage that was asked for; the empty string for the last one
 * @param tags the names given to the image, in full, such as {@code my/web:1}
 * @param steps the instructions that were carried out or taken from the cache, in the order in which they began; one
 *     that failed is the last
 * @param warnings the build checks that were not met, by rising line
 * @param outcome how it ended
 * @param image the id of the image, {@code sha256:} and 64 digits; empty unless it is {@link Outcome#DONE}
 * @param failure why it failed; empty otherwise
 * @param startNanos when it began, in nanoseconds since the run began
 * @param durationNanos how long it took
 */
public record BuildView(
        String file,
        String context,
        String source,
        String target,
        List<String> tags,
        List<BuildStep> steps,
        List<BuildWarning> warnings,
        Outcome outcome,
        Optional<String> image,
        Optional<BuildFailure> failure,
        long startNanos,
        long durationNanos) {
    public BuildView {
        requireNonNull(outcome, "outcome");
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** How a build ended. */
    public enum Outcome {
        /** There is an image. */
        DONE,
        /** There is none, and what it began has been removed. */
        FAILED,
        /** It was interrupted; there is no image. */
        CANCELLED
    }
}

package dev.sangja.runtime.dockerfile;

import java.util.List;

/**
 * A build check that a file does not meet: a warning.
 *
 * @param check which one
 * @param span where
 * @param facts what stands in its texts for {@code {0}} and so on
 */
public record Finding(BuildCheck check, SourceSpan span, List<String> facts) {
    public Finding {
        facts = List.copyOf(facts);
    }

    /** What was found, as Docker says it. */
    public String english() {
        return FactText.fill(check.english(), facts);
    }

    public String korean() {
        return FactText.fill(check.korean(), facts);
    }
}

package dev.sangja.runtime.dockerfile;

import java.util.List;

/**
 * One thing that is wrong with a Dockerfile. Data: who shows it chooses the language.
 *
 * @param mistake what it is
 * @param span where it is
 * @param facts what stands in its texts for {@code {0}}, {@code {1}} and so on
 */
public record Problem(Mistake mistake, SourceSpan span, List<String> facts) {
    public Problem {
        facts = List.copyOf(facts);
    }

    static Problem of(Mistake mistake, SourceSpan span, String... facts) {
        return new Problem(mistake, span, List.of(facts));
    }

    /** What is wrong, as Docker says it. */
    public String english() {
        return fill(mistake.english());
    }

    public String korean() {
        return fill(mistake.korean());
    }

    /** What was expected instead. */
    public String expectedEnglish() {
        return fill(mistake.expectedEnglish());
    }

    public String expectedKorean() {
        return fill(mistake.expectedKorean());
    }

    private String fill(String text) {
        return FactText.fill(text, facts);
    }
}

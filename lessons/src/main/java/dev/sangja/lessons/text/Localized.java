package dev.sangja.lessons.text;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * One text in every language.
 *
 * @param korean the Korean text
 * @param english the English text
 */
public record Localized(String korean, String english) {
    public Localized {
        requireNonNull(korean, "korean");
        requireNonNull(english, "english");
    }

    /** A text that is the same in every language: a command, a path, a figure. */
    public static Localized same(String text) {
        return new Localized(text, text);
    }

    /** The text in that language. */
    public String in(Language language) {
        return switch (language) {
            case KO -> korean;
            case EN -> english;
        };
    }

    /** The same change made in every language. */
    public Localized map(UnaryOperator<String> change) {
        return new Localized(change.apply(korean), change.apply(english));
    }
}

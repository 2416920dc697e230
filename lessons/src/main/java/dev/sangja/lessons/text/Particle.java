package dev.sangja.lessons.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * A Korean particle that has two forms, chosen by the sound in which the word before it ends.
 *
 * <p>Words in Latin letters, numbers, paths and symbols are judged by how developers read them: {@code PID 1은},
 * {@code overlayfs를}, {@code sleep으로}. Source: 한글 맞춤법 and its 해설, 제5장 제1절 조사.
 */
public enum Particle {
    TOPIC("은", "는", true),
    SUBJECT("이", "가", true),
    OBJECT("을", "를", true),
    WITH("과", "와", true),
    DIRECTION("으로", "로", false),
    CALLED("이라는", "라는", true),
    OR("이나", "나", true),
    BEING("이라", "라", true),
    AND_IS("이며", "며", true),
    IS_AND("이고", "고", true);

    private final String afterConsonant;
    private final String afterVowel;
    private final boolean rieulIsConsonant;

    Particle(String afterConsonant, String afterVowel, boolean rieulIsConsonant) {
        this.afterConsonant = afterConsonant;
        this.afterVowel = afterVowel;
        this.rieulIsConsonant = rieulIsConsonant;
    }

    /** The particle of which that is one of the two forms. */
    public static Optional<Particle> ofForm(String form) {
        return Arrays.stream(values())
                .filter(particle -> particle.afterConsonant.equals(form) || particle.afterVowel.equals(form))
                .findFirst();
    }

    /** The form that follows the word: {@code SUBJECT.after("PID 1")} is {@code 이}. */
    public String after(String word) {
        return switch (Pronunciation.finalSound(word)) {
            case OPEN -> afterVowel;
            case RIEUL -> rieulIsConsonant ? afterConsonant : afterVowel;
            case CLOSED -> afterConsonant;
        };
    }

    /** The word with the right form behind it. */
    public String attachTo(String word) {
        return word + after(word);
    }
}

package dev.sangja.lessons.text;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses Korean particles in a finished text by the sound before them.
 *
 * <p>A writer gives both forms after a value that is filled in later, as in <code>{command}(은/는)</code>;
 * {@link #resolve} keeps the one that fits: {@code PID 1은}, {@code overlayfs를}, {@code Dockerfile을}. Tags, quotes and
 * closing brackets between the word and its particle are looked through. How words sound: {@link Particle}.
 */
public final class Particles {
    private static final Pattern PAIR = Pattern.compile("\\(([가-힣]{1,3})/([가-힣]{1,3})\\)");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    /** How far back a word may stand, tags included. */
    private static final int LOOK_BACK = 256;

    private Particles() {}

    /** The text with every pair of particles replaced by the one that fits what stands before it. */
    public static String resolve(String text) {
        Matcher matcher = PAIR.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(choose(text, match)));
    }

    private static String choose(String text, MatchResult match) {
        String before = text.substring(Math.max(0, match.start() - LOOK_BACK), match.start());
        return Particle.ofForm(match.group(1))
                .filter(particle -> Particle.ofForm(match.group(2)).equals(Optional.of(particle)))
                .map(particle -> particle.after(TAG.matcher(before).replaceAll("")))
                .orElse(match.group());
    }
}

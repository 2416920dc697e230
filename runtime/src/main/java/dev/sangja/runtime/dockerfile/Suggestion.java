package dev.sangja.runtime.dockerfile;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a word that does not exist. */
final class Suggestion {
    private static final int FARTHEST = 2;
    private static final int LONGEST = 40;

    private Suggestion() {}

    /** The nearest of some words, as {@code " (did you mean X?)"}; the empty string if none is near. */
    static String text(String word, Collection<String> known) {
        return nearest(word, known).map(near -> " (did you mean " + near + "?)").orElse("");
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        String best = "";
        int smallest = FARTHEST + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < smallest && distance < candidate.length()) {
                smallest = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Levenshtein's distance; large for words of very different lengths, which are not compared. */
    private static int distance(String left, String right) {
        if (left.length() > LONGEST || Math.abs(left.length() - right.length()) > FARTHEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}

package dev.sangja.lessons.text;

import java.util.List;

/** Several things in one sentence. */
public final class Enumeration {
    private Enumeration() {}

    /** Nouns: {@code a, b and c}; {@code a, b, c}; two of them in Korean with 과 or 와. Empty if there are none. */
    public static String ofNouns(Language language, List<String> nouns) {
        return switch (language) {
            case EN -> english(nouns);
            case KO ->
                nouns.size() == 2
                        ? Particle.WITH.attachTo(nouns.get(0)) + " " + nouns.get(1)
                        : String.join(", ", nouns);
        };
    }

    /**
     * Predicates of one subject. In Korean each is written as it would end the sentence, {@code …했습니다}; all but the
     * last become {@code …했고}. A remark in brackets may follow.
     */
    public static String ofClauses(Language language, List<String> clauses) {
        return switch (language) {
            case EN -> english(clauses);
            case KO -> korean(clauses);
        };
    }

    private static String english(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        int last = parts.size() - 1;
        return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private static String korean(List<String> clauses) {
        StringBuilder joined = new StringBuilder();
        for (int index = 0; index < clauses.size(); index++) {
            String clause = clauses.get(index);
            boolean last = index == clauses.size() - 1;
            joined.append(last ? clause : clause.replaceFirst("습니다((?:\\([^()]*\\))?)$", "고$1"))
                    .append(last ? "" : ", ");
        }
        return joined.toString();
    }
}

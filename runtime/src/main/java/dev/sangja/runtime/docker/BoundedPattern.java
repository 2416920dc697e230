package dev.sangja.runtime.docker;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Looks for a learner's regular expression in a short text, and gives up on one that takes too many steps. */
final class BoundedPattern {
    private static final int MOST_STEPS = 200_000;
    private static final int LONGEST = 256;

    private BoundedPattern() {}

    /** Whether it is found; an expression that is none, or takes too long, is looked for as plain text. */
    static boolean finds(String expression, String text) {
        if (expression.length() > LONGEST) {
            return false;
        }
        try {
            return Pattern.compile(expression).matcher(new Counted(text)).find();
        } catch (PatternSyntaxException | TooManySteps notUsable) {
            return text.contains(expression);
        }
    }

    /** Thrown from inside the matcher, which has no other way out. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooManySteps() {
            super("the expression takes too many steps", null, false, false);
        }
    }

    /** Counts how often the matcher looks at a character. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        private Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

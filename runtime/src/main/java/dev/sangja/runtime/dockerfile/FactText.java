package dev.sangja.runtime.dockerfile;

import java.util.List;

/** Puts facts into the places {@code {0}} to {@code {9}} of a text. */
final class FactText {
    private static final int LONGEST_FACT = 200;

    private FactText() {}

    static String fill(String text, List<String> facts) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean place = i + 2 < text.length() && text.charAt(i) == '{' && text.charAt(i + 2) == '}';
            int number = place ? Character.digit(text.charAt(i + 1), 10) : -1;
            if (number >= 0 && number < facts.size()) {
                filled.append(shortened(facts.get(number)));
                i += 2;
            } else {
                filled.append(text.charAt(i));
            }
        }
        return filled.toString();
    }

    /** A file of one endless line must not become a message of one. */
    private static String shortened(String fact) {
        return fact.length() <= LONGEST_FACT ? fact : fact.substring(0, LONGEST_FACT) + "…";
    }
}

package dev.sangja.lessons.story;

/** Values that come from traced processes, made fit for a sentence: bounded, and without what steers a terminal. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /** What could not be read is shown as a question mark. */
    static String value(String raw) {
        if (raw.isBlank()) {
            return "?";
        }
        StringBuilder shown = new StringBuilder();
        raw.codePoints().limit(LONGEST + 1L).forEach(point -> {
            int kind = Character.getType(point);
            boolean steers = kind == Character.CONTROL || kind == Character.FORMAT || kind == Character.SURROGATE;
            shown.appendCodePoint(steers ? 0xFFFD : point);
        });
        if (shown.codePointCount(0, shown.length()) > LONGEST) {
            shown.setLength(shown.offsetByCodePoints(0, LONGEST - 1));
            shown.append('…');
        }
        return shown.toString();
    }

    static String lastComponent(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        String trimmed = path.substring(0, end);
        int slash = trimmed.lastIndexOf('/');
        return slash < 0 || trimmed.length() == 1 ? trimmed : trimmed.substring(slash + 1);
    }
}

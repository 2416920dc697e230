package dev.sangja.web.picture;

/** Shortens labels for which a picture has no room; the whole text stands in the picture's table. */
final class Cut {
    private Cut() {}

    /** The longer text if it has room, else the shorter one, cut if even that has none. */
    static String to(String longer, String shorter, int columns) {
        return to(longer, columns).equals(longer) ? longer : to(shorter, columns);
    }

    /** The text if it has room, else its beginning with an ellipsis; Hangul counts twice. */
    static String to(String text, int columns) {
        int used = 0;
        for (int at = 0; at < text.length(); at++) {
            used += text.charAt(at) >= '가' && text.charAt(at) <= '힣' ? 2 : 1;
            if (used > columns) {
                return text.substring(0, Math.max(1, at - 1)) + "…";
            }
        }
        return text;
    }
}

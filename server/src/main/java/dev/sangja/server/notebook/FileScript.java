package dev.sangja.server.notebook;

import dev.sangja.lessons.model.Cell;
import java.util.Locale;
import java.util.UUID;

/** The shell commands that write a file cell's text to the machine. */
final class FileScript {
    private FileScript() {}

    static String of(Cell.File cell, String text) {
        // No text can hold a line that is a number nobody has drawn before.
        String end = "END-" + UUID.randomUUID();
        String path = quoted(cell.path());
        String body = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return "mkdir -p \"$(dirname " + path + ")\" && cat > " + path + " <<'" + end + "' && chmod "
                + String.format(Locale.ROOT, "%o", cell.mode()) + " " + path + "\n" + body + end + "\n";
    }

    /** A word that the shell takes as it is. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

package dev.sangja.lessons.format;

/** A lesson's files are not as they must be. The message names the file, the line and the key, and what is wanted. */
public final class LessonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LessonFormatException(String file, int line, String problem) {
        super(line > 0 ? file + ":" + line + ": " + problem : file + ": " + problem);
    }
}

package dev.sangja.server.command;

import dev.sangja.lessons.text.Language;

/** The command line is not one that we understand; nothing was done. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String korean;
    private final String english;

    UsageException(String korean, String english) {
        super(english);
        this.korean = korean;
        this.english = english;
    }

    String message(Language language) {
        return switch (language) {
            case KO -> korean;
            case EN -> english;
        };
    }
}

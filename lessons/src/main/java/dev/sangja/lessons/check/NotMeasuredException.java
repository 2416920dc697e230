package dev.sangja.lessons.check;

/** A condition could not be decided, because what it looks at could not be read. The reason is a fact in English. */
final class NotMeasuredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotMeasuredException(String reason) {
        super(reason);
    }
}

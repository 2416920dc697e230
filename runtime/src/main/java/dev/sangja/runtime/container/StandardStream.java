package dev.sangja.runtime.container;

/** One of the three streams that every process starts with. */
public enum StandardStream {
    STDIN(0),
    STDOUT(1),
    STDERR(2);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** The descriptor's number, see stdin(3). */
    public int descriptor() {
        return descriptor;
    }
}

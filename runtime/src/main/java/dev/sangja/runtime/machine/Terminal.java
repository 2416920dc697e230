package dev.sangja.runtime.machine;

/** An interactive shell on a pseudo-terminal of the machine. Safe for use by several threads; the opener closes it. */
public interface Terminal extends AutoCloseable {
    /** Types these bytes. */
    void type(byte[] keys);

    /** Tells the terminal its size, in character cells. */
    void resize(int columns, int rows);

    /** Hangs up. */
    @Override
    void close();
}

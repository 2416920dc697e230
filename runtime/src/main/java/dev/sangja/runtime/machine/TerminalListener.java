package dev.sangja.runtime.machine;

/** Hears one terminal, in order, on one thread at a time. Implementations must not block. */
public interface TerminalListener {
    /** What the terminal shows next, as it came. */
    void output(byte[] bytes);

    /** The shell ended or the machine is gone; nothing follows. */
    void closed();
}

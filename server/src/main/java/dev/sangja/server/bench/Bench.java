package dev.sangja.server.bench;

import java.io.IOException;

/** Something that is measured as a whole. It leaves nothing behind, however it ends. */
public interface Bench {
    /** What it is called on the command line. */
    String name();

    /**
     * Measures; takes up to some minutes.
     *
     * @throws BenchException if what is to be measured does not work
     */
    void measure(Findings findings) throws IOException, InterruptedException;
}

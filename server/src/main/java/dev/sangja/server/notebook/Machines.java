package dev.sangja.server.notebook;

import dev.sangja.runtime.machine.Machine;
import java.nio.file.Path;

/**
 * Where machines come from. Safe for use by several threads; the server closes it last.
 *
 * <p>The files of a learner's machine live in one directory, which may hold files of ids that only a machine may touch;
 * so nobody but an implementation looks into it.
 */
public interface Machines extends AutoCloseable {
    /**
     * Hands over a machine with these files in it; blocks until it is ready. The taker closes the machine.
     *
     * @param files the learner's directory, made if it is not there
     * @throws MachineUnavailableException if this host cannot start one
     */
    Machine take(Path files);

    /** Forgets these files. No machine uses them. */
    void erase(Path files);

    /** Ends what is kept warm. */
    @Override
    void close();
}

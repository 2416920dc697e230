package dev.sangja.server.notebook;

import dev.sangja.runtime.machine.Machine;
import java.util.UUID;

/**
 * Where machines come from. Safe for use by several threads; the server closes it last.
 *
 * <p>A learner's files outlive the machine. They may belong to ids that only a machine may touch, so nobody but an
 * implementation looks at them.
 */
public interface Machines extends AutoCloseable {
    /**
     * Hands over a machine with that learner's files in it; blocks until it is ready. The taker closes the machine.
     *
     * @throws MachineUnavailableException if this host cannot start one
     */
    Machine take(UUID learner);

    /** Forgets that learner's files. No machine uses them. */
    void erase(UUID learner);

    /** Ends what is kept warm. */
    @Override
    void close();
}

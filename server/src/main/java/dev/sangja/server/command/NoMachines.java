package dev.sangja.server.command;

import dev.sangja.runtime.machine.Machine;
import dev.sangja.server.notebook.MachineUnavailableException;
import dev.sangja.server.notebook.Machines;
import java.util.UUID;

/** Starts no machine: for a server that only shows its pages. */
final class NoMachines implements Machines {
    @Override
    public Machine take(UUID learner) {
        throw new MachineUnavailableException("this server starts no machines");
    }

    @Override
    public void erase(UUID learner) {
        // There was never a machine that could have left any.
    }

    @Override
    public void close() {
        // Nothing is kept warm.
    }
}

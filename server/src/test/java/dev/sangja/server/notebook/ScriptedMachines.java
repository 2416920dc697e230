package dev.sangja.server.notebook;

import dev.sangja.runtime.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands out scripted machines, or the failure that a test asks for. */
public final class ScriptedMachines implements Machines {
    private final BlockingQueue<ScriptedMachine> handedOut = new LinkedBlockingQueue<>();
    private final List<UUID> erased = new ArrayList<>();
    private volatile Optional<String> failure = Optional.empty();

    /** From now on no machine can be started, for that reason. */
    public void fail(String reason) {
        failure = Optional.of(reason);
    }

    /** The next machine that was handed out. */
    public ScriptedMachine next() throws InterruptedException {
        return Optional.ofNullable(handedOut.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    public List<UUID> erased() {
        synchronized (erased) {
            return List.copyOf(erased);
        }
    }

    @Override
    public Machine take(UUID learner) {
        if (failure.isPresent()) {
            throw new MachineUnavailableException(failure.get());
        }
        ScriptedMachine machine = new ScriptedMachine();
        handedOut.add(machine);
        return machine;
    }

    @Override
    public void erase(UUID learner) {
        synchronized (erased) {
            erased.add(learner);
        }
    }

    @Override
    public void close() {
        // Nothing is kept warm.
    }
}

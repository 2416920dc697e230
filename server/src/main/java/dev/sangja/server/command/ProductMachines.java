package dev.sangja.server.command;

import dev.sangja.runtime.image.MissingToolsException;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineLaunchException;
import dev.sangja.runtime.machine.MachinePool;
import dev.sangja.runtime.machine.MachineSettings;
import dev.sangja.runtime.store.StoreException;
import dev.sangja.server.notebook.MachineUnavailableException;
import dev.sangja.server.notebook.Machines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the product's machines come from: the one place that knows how they are launched. The lab's images are built
 * beside the server's start, which does not wait for them: pages are there at once.
 */
final class ProductMachines implements Machines {
    private static final Logger LOG = LoggerFactory.getLogger(ProductMachines.class);

    /** What machines are made for. Each purpose keeps its files, and its ids, apart from the others'. */
    enum Purpose {
        /** Learners, who come back to their files. */
        LEARNERS("machines", 0, 1),
        /** The proofs of lessons. */
        PROOFS("proofs", 2048, 1),
        /** Containers started from a terminal. */
        RUNS("runs", 3072, 0),
        /** Benches. */
        BENCHES("bench", 3328, 1);

        private final String directory;
        private final int firstSlot;
        private final int warm;

        Purpose(String directory, int firstSlot, int warm) {
            this.directory = directory;
            this.firstSlot = firstSlot;
            this.warm = warm;
        }

        /** Where in the data directory the files of its machines lie. */
        String directory() {
            return directory;
        }

        /** The lowest of its ranges of ids. */
        int firstSlot() {
            return firstSlot;
        }
    }

    private final Purpose purpose;

    private final Path machines;
    private final CompletableFuture<Path> wanted = new CompletableFuture<>();
    private final CompletableFuture<MachinePool> pool = wanted.thenApplyAsync(this::prepare);

    private ProductMachines(Path data, Purpose purpose) {
        this.purpose = purpose;
        this.machines = data.resolve(purpose.directory);
    }

    /**
     * Opens the source of machines whose files lie in that directory, and begins to build what they need, so that it is
     * there when the first learner comes. The caller closes it.
     *
     * @param data the data directory, whose store several processes may share
     * @param purpose what the machines are for; of one process alone
     */
    static ProductMachines open(Path data, Purpose purpose) {
        ProductMachines machines = new ProductMachines(data, purpose);
        machines.wanted.complete(data);
        return machines;
    }

    private MachinePool prepare(Path data) {
        try {
            Foundation foundation = Foundation.lay(data, machines.resolve("rehearsal"));
            Path spare = machines.resolve("spare");
            FileTree.delete(spare);
            Files.createDirectories(spare);
            return new MachinePool(
                    foundation.launcher(),
                    MachineSettings.standard(),
                    purpose.firstSlot,
                    purpose.warm,
                    slot -> foundation.layers(),
                    spare);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Machine take(UUID learner) {
        try {
            return pool.join().take(machines.resolve(learner.toString()));
        } catch (CompletionException failure) {
            Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
            if (cause instanceof MissingToolsException || cause instanceof StoreException) {
                throw new MachineUnavailableException(String.valueOf(cause.getMessage()), cause);
            }
            throw new MachineUnavailableException("the lab's images cannot be built: " + cause.getMessage(), cause);
        } catch (MachineLaunchException failure) {
            LOG.warn("a machine could not be started", failure);
            throw new MachineUnavailableException(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void erase(UUID learner) {
        try {
            FileTree.delete(machines.resolve(learner.toString()));
        } catch (IOException failure) {
            LOG.warn("the files of learner {} could not be deleted whole", learner, failure);
        }
    }

    @Override
    public void close() {
        if (!wanted.isDone()) {
            return;
        }
        pool.handle((ready, failure) -> {
                    if (ready != null) {
                        ready.close();
                    }
                    return true;
                })
                .join();
    }
}

package dev.sangja.server.command;

import dev.sangja.runtime.image.HostTools;
import dev.sangja.runtime.image.LabImages;
import dev.sangja.runtime.image.MissingToolsException;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.machine.Host;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineLaunchException;
import dev.sangja.runtime.machine.MachineLauncher;
import dev.sangja.runtime.machine.MachinePool;
import dev.sangja.runtime.machine.MachineSettings;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.StoreException;
import dev.sangja.runtime.store.StoreWriter;
import dev.sangja.server.notebook.MachineUnavailableException;
import dev.sangja.server.notebook.Machines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
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
        RUNS("runs", 3072, 0);

        private final String directory;
        private final int firstSlot;
        private final int warm;

        Purpose(String directory, int firstSlot, int warm) {
            this.directory = directory;
            this.firstSlot = firstSlot;
            this.warm = warm;
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
            Path store = data.resolve("store");
            boolean root = "root".equals(System.getProperty("user.name"));
            StoreWriter writer = StoreWriter.open(
                    store, Linux.system(Recorder.none()), root ? Owners.asArchived() : Owners.ofThisProcess());
            HostTools tools = HostTools.ofHost();
            new LabImages(writer, tools).build();
            Image workbench = writer.store().find(LabImages.WORKBENCH).orElseThrow();
            List<String> layers = writer.store().lowerDirectories(workbench).stream()
                    .map(layer -> "/store/" + store.relativize(layer))
                    .toList();
            Path jar = jar();
            Path application = Optional.ofNullable(jar.getParent()).orElseThrow();
            Host host = new Host(
                    Path.of(System.getProperty("java.home")),
                    application,
                    String.valueOf(jar.getFileName()),
                    tools.busybox().orElseThrow(),
                    store,
                    data);
            Path spare = machines.resolve("spare");
            delete(spare);
            Files.createDirectories(spare);
            MachineLauncher launcher = new MachineLauncher(host);
            rehearse(launcher, machines.resolve("rehearsal"), layers);
            return new MachinePool(
                    launcher, MachineSettings.standard(), purpose.firstSlot, purpose.warm, slot -> layers, spare);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes later engines start faster. One that cannot be rehearsed here will say why when it is wanted. */
    private static void rehearse(MachineLauncher launcher, Path files, List<String> layers) {
        try {
            delete(files);
            launcher.archiveClasses(Files.createDirectories(files), layers);
            delete(files);
        } catch (MachineLaunchException | IOException failure) {
            LOG.warn("engines will start without their class data: {}", failure.getMessage());
        }
    }

    /** The jar that this class came from; its manifest names all others. */
    private static Path jar() throws IOException {
        try {
            return Path.of(ProductMachines.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException failure) {
            throw new IOException("cannot tell where the program lies", failure);
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
            delete(machines.resolve(learner.toString()));
        } catch (IOException failure) {
            LOG.warn("the files of learner {} could not be deleted whole", learner, failure);
        }
    }

    /** Links are not followed: what the learner made leads nowhere. */
    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
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

package dev.sangja.server.command;

import dev.sangja.runtime.engine.EnginePaths;
import dev.sangja.runtime.image.HostTools;
import dev.sangja.runtime.image.LabImages;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.machine.Host;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineLaunchException;
import dev.sangja.runtime.machine.MachineLauncher;
import dev.sangja.runtime.machine.MachinePool;
import dev.sangja.runtime.machine.MachineSettings;
import dev.sangja.runtime.store.ImageStore;
import dev.sangja.runtime.store.StoreWriter;
import dev.sangja.server.notebook.MachineUnavailableException;
import dev.sangja.server.notebook.Machines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the product's machines come from: the lab's images built from the host's files, and a pool of warm machines.
 *
 * <p>That takes seconds the first time, so it happens beside the start of the server; who asks for a machine meanwhile
 * waits. Where this host can start no machine, whoever asks for one is told why, and everything else works.
 */
final class ProductMachines implements Machines {
    private static final int WARM = 2;
    private static final long REMOVAL_SECONDS = 60;

    private final Path machines;
    private final boolean root;
    private final CompletableFuture<MachinePool> pool;

    private ProductMachines(Path machines, boolean root, CompletableFuture<MachinePool> pool) {
        this.machines = machines;
        this.root = root;
        this.pool = pool;
    }

    /**
     * Opens the source of machines whose files lie in that directory; returns at once. The caller closes it.
     *
     * @param data the server's data directory
     */
    static Machines open(Path data) {
        boolean root = System.getProperty("user.name", "").equals("root");
        CompletableFuture<MachinePool> pool = CompletableFuture.supplyAsync(() -> pool(data, root), work -> {
            Thread thread = new Thread(work, "machine-pool");
            thread.setDaemon(true);
            thread.start();
        });
        return new ProductMachines(data.resolve("machines"), root, pool);
    }

    private static MachinePool pool(Path data, boolean root) {
        try {
            HostTools tools = HostTools.ofHost();
            StoreWriter writer = StoreWriter.open(data.resolve("store"), Linux.system(Recorder.none()), root);
            new LabImages(writer, tools).build();
            ImageStore store = writer.store();
            List<String> layers = store.lowerDirectories(
                            store.find(LabImages.WORKBENCH).orElseThrow(() -> new IOException("no workbench image")))
                    .stream()
                    .map(layer -> EnginePaths.STORE + "/" + store.directory().relativize(layer))
                    .toList();
            Path jar = jar();
            Host host = new Host(
                    Path.of(System.getProperty("java.home")),
                    parentOf(jar),
                    jar.getFileName().toString(),
                    tools.busybox().orElseThrow(() -> new IOException("no static busybox")),
                    store.directory(),
                    data);
            return new MachinePool(
                    new MachineLauncher(host),
                    MachineSettings.standard(),
                    WARM,
                    slot -> layers,
                    data.resolve("machines").resolve("spare"));
        } catch (IOException failure) {
            throw new MachineUnavailableException("machines cannot be made ready: " + failure.getMessage(), failure);
        }
    }

    /** The product's own jar; beside it lies the directory with the jars of its libraries. */
    private static Path jar() throws IOException {
        try {
            Path source = Path.of(ProductMachines.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // Run from compiled classes, as tests are, the jar of the last packaging lies beside them.
            return Files.isDirectory(source) ? parentOf(source).resolve("sangja.jar") : source;
        } catch (URISyntaxException malformed) {
            throw new IOException("the product does not know where it lies", malformed);
        }
    }

    private static Path parentOf(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(path + " is in no directory");
        }
        return parent;
    }

    @Override
    public Machine take(UUID learner) {
        try {
            return pool.join().take(filesOf(learner));
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new MachineUnavailableException(String.valueOf(cause.getMessage()), cause);
        } catch (MachineLaunchException failure) {
            Throwable cause = failure.getCause();
            throw new MachineUnavailableException(
                    failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage()), failure);
        }
    }

    private Path filesOf(UUID learner) {
        return machines.resolve(learner.toString());
    }

    /** Files of subordinate ids can be removed by their namespace's root only, so an ordinary user becomes one for it. */
    @Override
    public void erase(UUID learner) {
        Path files = filesOf(learner);
        if (!Files.exists(files)) {
            return;
        }
        List<String> remove = List.of("rm", "-rf", "--one-file-system", "--", files.toString());
        if (!root && run(List.of("unshare", "--user", "--map-root-user", "--map-auto"), remove)) {
            return;
        }
        if (!run(List.of(), remove)) {
            throw new MachineUnavailableException("the files in " + files + " could not be removed");
        }
    }

    private static boolean run(List<String> prefix, List<String> command) {
        try {
            Process process = new ProcessBuilder(Stream.concat(prefix.stream(), command.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(REMOVAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException failure) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        // One that is still being made is made by a thread that ends with the process.
        if (pool.isDone() && !pool.isCompletedExceptionally()) {
            pool.join().close();
        }
    }
}

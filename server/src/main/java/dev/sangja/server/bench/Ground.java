package dev.sangja.server.bench;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineLauncher;
import dev.sangja.runtime.machine.MachinePool;
import dev.sangja.runtime.machine.MachineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What benches stand on: how machines are launched, and a directory of their own, which whoever made this deletes in
 * the end. Safe for use by several threads.
 */
public final class Ground {
    /** Pools count their machines themselves, from here on. */
    private static final int SLOTS_BESIDE_POOLS = 256;

    private final MachineLauncher launcher;
    private final List<String> layers;
    private final Path baseLayer;
    private final Path busybox;
    private final Path directory;
    private final int firstSlot;
    private final AtomicInteger nextSlot;

    /**
     * The ground.
     *
     * @param layers the workbench's layers, as the engine sees them
     * @param baseLayer the unpacked layer of the image that containers are made from, as the host sees it
     * @param busybox the static busybox of that image
     * @param directory for nobody else
     * @param firstSlot from which on ranges of ids are free
     */
    public Ground(
            MachineLauncher launcher,
            List<String> layers,
            Path baseLayer,
            Path busybox,
            Path directory,
            int firstSlot) {
        this.launcher = requireNonNull(launcher, "launcher");
        this.layers = List.copyOf(layers);
        this.baseLayer = baseLayer;
        this.busybox = busybox;
        this.directory = directory;
        this.firstSlot = firstSlot;
        this.nextSlot = new AtomicInteger(firstSlot);
    }

    Path baseLayer() {
        return baseLayer;
    }

    Path busybox() {
        return busybox;
    }

    /** A new directory for files of the bench's own. */
    Path scratch() throws IOException {
        return Files.createDirectories(directory.resolve(UUID.randomUUID().toString()));
    }

    /** Starts a machine over new files. The caller closes it. */
    Machine launch() {
        return launcher.launch(
                directory.resolve(UUID.randomUUID().toString()),
                nextSlot.getAndIncrement(),
                MachineSettings.standard(),
                layers);
    }

    /** A pool of machines over new files, and where it hands them out. The caller closes it. */
    MachinePool pool(int warm) throws IOException {
        Path spare = Files.createDirectories(scratch().resolve("spare"));
        return new MachinePool(
                launcher, MachineSettings.standard(), firstSlot + SLOTS_BESIDE_POOLS, warm, slot -> layers, spare);
    }

    /** Where a pool may lay the files of one machine that it hands out. */
    Path files() {
        return directory.resolve(UUID.randomUUID().toString());
    }
}

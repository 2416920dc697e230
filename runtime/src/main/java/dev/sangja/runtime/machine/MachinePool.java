package dev.sangja.runtime.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Hands out machines, and keeps some warm so that a newcomer does not wait. A warm machine has no learner's files yet:
 * its directory becomes the newcomer's. Who comes back gets a machine made over the files that are there.
 *
 * <p>Safe for use by several threads; closed by whoever made it, which ends the warm machines and no others.
 */
public final class MachinePool implements AutoCloseable {
    private static final String SLOT = "slot";
    private static final int STARTS_PER_PROCESSOR = 2;

    private final MachineLauncher launcher;
    private final MachineSettings settings;
    private final IntFunction<List<String>> layersOfSlot;
    private final Path spare;
    private final int warm;
    private final AtomicInteger nextSlot;
    private final Deque<Warm> ready = new ArrayDeque<>();
    /** Many that start at once all come late, and too late; in turn, each is soon there. */
    private final Semaphore starting =
            new Semaphore(STARTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), true);

    private boolean closed;
    private boolean warming;

    /**
     * A pool.
     *
     * @param firstSlot the lowest slot for new machines; pools that live at the same time on one computer begin far
     *     apart
     * @param warm how many machines to keep ready
     * @param layersOfSlot the workbench's layers for the machine of that slot, the topmost first, as the engine sees
     *     them
     * @param spare where the files of warm machines lie, on the same file system as those of learners
     */
    public MachinePool(
            MachineLauncher launcher,
            MachineSettings settings,
            int firstSlot,
            int warm,
            IntFunction<List<String>> layersOfSlot,
            Path spare) {
        this.launcher = launcher;
        this.settings = settings;
        this.layersOfSlot = layersOfSlot;
        this.spare = spare;
        this.warm = warm;
        this.nextSlot = new AtomicInteger(Math.max(firstSlot, highestSlot(spare) + 1));
        refill();
    }

    /** A machine over the files in that directory; a new one if there is no such directory. The taker closes it. */
    public Machine take(Path files) {
        if (Files.exists(files.resolve(SLOT))) {
            return launch(files, slotOf(files));
        }
        Warm machine = takeWarm();
        refill();
        if (machine == null) {
            return launch(files, nextSlot.getAndIncrement());
        }
        try {
            Files.createDirectories(files.toAbsolutePath().getParent());
            Files.deleteIfExists(files);
            Files.move(machine.files(), files, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            machine.machine().close();
            throw new MachineLaunchException("cannot hand over " + machine.files(), failure);
        }
        return machine.machine();
    }

    /** How many machines are warm at this moment. */
    public synchronized int ready() {
        return ready.size();
    }

    private synchronized @org.jspecify.annotations.Nullable Warm takeWarm() {
        while (!ready.isEmpty()) {
            Warm machine = ready.removeFirst();
            if (!machine.machine().gone().toCompletableFuture().isDone()) {
                return machine;
            }
        }
        return null;
    }

    /** Makes up for what was taken, one machine after the other, on a thread of its own. */
    private synchronized void refill() {
        if (closed || warming || ready.size() >= warm) {
            return;
        }
        warming = true;
        Thread thread = new Thread(this::makeWarm, "warm machines");
        thread.setDaemon(true);
        thread.start();
    }

    private void makeWarm() {
        while (true) {
            synchronized (this) {
                if (closed || ready.size() >= warm) {
                    warming = false;
                    return;
                }
            }
            Path files = spare.resolve(UUID.randomUUID().toString());
            Machine machine;
            try {
                machine = launch(files, nextSlot.getAndIncrement());
            } catch (MachineLaunchException failure) {
                // Whoever takes a machine next will meet the same failure, and can be told of it.
                synchronized (this) {
                    warming = false;
                }
                return;
            }
            synchronized (this) {
                if (!closed) {
                    ready.addLast(new Warm(machine, files));
                    continue;
                }
            }
            machine.close();
        }
    }

    private Machine launch(Path files, int slot) {
        try {
            Files.createDirectories(files);
            Files.writeString(files.resolve(SLOT), Integer.toString(slot));
        } catch (IOException failure) {
            throw new MachineLaunchException("cannot prepare " + files, failure);
        }
        starting.acquireUninterruptibly();
        try {
            return launcher.launch(files, slot, settings, layersOfSlot.apply(slot));
        } finally {
            starting.release();
        }
    }

    private static int slotOf(Path files) {
        try {
            return Integer.parseInt(Files.readString(files.resolve(SLOT)).strip());
        } catch (IOException | NumberFormatException failure) {
            throw new MachineLaunchException("cannot read the slot of " + files, failure);
        }
    }

    /**
     * Slots are never used twice while files of theirs exist, whether of learners or spare. Only the pool's own files
     * are read: what lies deeper, the learner writes.
     */
    private static int highestSlot(Path spare) {
        int highest = 0;
        for (Path directory : List.of(spare, spare.resolveSibling("."))) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (var machines = Files.newDirectoryStream(directory)) {
                for (Path machine : machines) {
                    if (Files.exists(machine.resolve(SLOT))) {
                        highest = Math.max(highest, slotOf(machine));
                    }
                }
            } catch (IOException failure) {
                throw new MachineLaunchException("cannot look through " + directory, failure);
            }
        }
        return highest;
    }

    @Override
    public void close() {
        List<Warm> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(ready);
            ready.clear();
        }
        left.forEach(machine -> machine.machine().close());
    }

    private record Warm(Machine machine, Path files) {}
}

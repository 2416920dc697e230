package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The workbench's read-only view of what the engine keeps: {@code /lab/store/layers/ID} for every layer of every image,
 * {@code /lab/store/containers/NAME/upper} and, while it runs, {@code merged}.
 *
 * <p>Names are symbolic links in a directory of the engine's own; what they lead to are mounts beside them, which are
 * locked (see {@link LockedTree}), because the shared layers must not become writable for root of a machine. A
 * container's root is a copy of its own mount. Safe for use by several threads.
 */
final class StoreView implements ContainerListener {
    /** Where the workbench sees it. */
    static final String SEEN = "/lab/store";

    private static final String OWN = "/.own";
    private static final String SHARED = "/.shared";
    private static final String CONTAINERS = "/.containers";
    /** A container that somebody waits for may be over at once, and then nobody can have looked at it. */
    private static final long PATIENCE_MILLIS = 200;

    private final Linux linux;
    private final Workbench workbench;
    private final MachineImages images;
    private final Path root = Path.of(EnginePaths.VIEW);
    private final Set<ContainerId> running = ConcurrentHashMap.newKeySet();
    private final Executor later = CompletableFuture.delayedExecutor(
            PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "view");
                thread.setDaemon(true);
                return thread;
            }));

    StoreView(Linux linux, Workbench workbench, MachineImages images) {
        this.linux = linux;
        this.workbench = workbench;
        this.images = images;
    }

    /** Where the workbench sees layers that the engine has in these directories. */
    static List<String> layers(List<String> directories) {
        return directories.stream()
                .map(directory ->
                        SEEN + "/layers/" + ImageDetails.shortId(directory.substring(directory.lastIndexOf('/') + 1)))
                .toList();
    }

    /** Shows it in the workbench. A machine in which that cannot be done goes without, and says so in its log. */
    void open() {
        try {
            for (String name : new String[] {"layers", "containers", OWN, SHARED, CONTAINERS}) {
                Files.createDirectories(root.resolve(name.startsWith("/") ? name.substring(1) : name));
            }
            Files.createDirectories(Path.of(EnginePaths.LAB, "store"));
            clear(root.resolve("containers"));
            refreshLayers();
            int tree = LockedTree.of(
                    linux,
                    EnginePaths.VIEW,
                    Map.of(
                            OWN, EnginePaths.IMAGES + "/layers",
                            SHARED, EnginePaths.STORE + "/layers",
                            CONTAINERS, EnginePaths.CONTAINERS));
            attach(tree, SEEN);
        } catch (IOException | RuntimeException failure) {
            EngineMain.complain("/lab/store cannot be shown: " + failure);
        }
    }

    private void attach(int mount, String target) {
        try {
            OwnThread.call("view", () -> {
                workbench.entry().enter(linux);
                linux.attachMount(mount, target);
                return true;
            });
        } finally {
            linux.close(mount);
        }
    }

    /** Images have come or gone: makes the names of layers what they should be. */
    synchronized void refreshLayers() {
        try {
            Map<String, Path> wanted = new HashMap<>();
            for (StoredImage stored : images.library().images()) {
                for (Digest layer : stored.image().config().rootfs().diffIds()) {
                    boolean own = images.library().store().layerDirectory(layer).startsWith(EnginePaths.IMAGES);
                    wanted.put(layer.abbreviated(), Path.of(".." + (own ? OWN : SHARED), layer.hex()));
                }
            }
            Path layers = root.resolve("layers");
            try (DirectoryStream<Path> links = Files.newDirectoryStream(layers)) {
                for (Path link : links) {
                    String name = link.getFileName().toString();
                    if (!Files.readSymbolicLink(link).equals(wanted.get(name))) {
                        Files.delete(link);
                    } else {
                        wanted.remove(name);
                    }
                }
            }
            for (Map.Entry<String, Path> link : wanted.entrySet()) {
                Files.createSymbolicLink(layers.resolve(link.getKey()), link.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot show the layers in " + root, failure);
        }
    }

    @Override
    public void created(ContainerRecord container) {
        try {
            Path directory = Files.createDirectories(root.resolve("containers").resolve(container.name()));
            Files.createDirectories(directory.resolve("merged"));
            link(directory.resolve("upper"), container, "upper");
        } catch (IOException failure) {
            EngineMain.complain("/lab/store cannot show " + container.name() + ": " + failure);
        }
    }

    private static void link(Path link, ContainerRecord container, String what) throws IOException {
        try {
            Files.createSymbolicLink(
                    link, Path.of("../.." + CONTAINERS, container.id().value(), what));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isSymbolicLink(link)) {
                throw there;
            }
        }
    }

    @Override
    public void started(ContainerRecord container, int pid, boolean waited) {
        running.add(container.id());
        if (waited) {
            later.execute(() -> showRoot(container, pid));
        } else {
            showRoot(container, pid);
        }
    }

    private void showRoot(ContainerRecord container, int pid) {
        if (!running.contains(container.id())) {
            return;
        }
        try {
            int pidfd = linux.openProcess(pid);
            int mount;
            try {
                mount = OwnThread.call("view of " + container.name(), () -> {
                    linux.unshare(Set.of(CloneFlag.CLONE_FS));
                    linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS));
                    int copy = linux.copyMount("/");
                    linux.makeReadOnly(copy);
                    return copy;
                });
            } finally {
                linux.close(pidfd);
            }
            attach(mount, SEEN + "/containers/" + container.name() + "/merged");
        } catch (SyscallException ended) {
            // It is over already, or the learner has unmounted the view: there is nothing to show, or nowhere.
            return;
        }
    }

    @Override
    public void ended(ContainerRecord container) {
        running.remove(container.id());
        // Removing a mount point takes away what other namespaces have mounted there; rmdir(2).
        Path merged = root.resolve("containers").resolve(container.name()).resolve("merged");
        try {
            Files.delete(merged);
            Files.createDirectory(merged);
        } catch (NoSuchFileException removed) {
            // It has been removed or renamed meanwhile.
            return;
        } catch (IOException failure) {
            EngineMain.complain("/lab/store still shows " + container.name() + ": " + failure);
        }
    }

    @Override
    public void removed(ContainerRecord container) {
        removed(container.name());
    }

    @Override
    public void renamed(ContainerRecord before, ContainerRecord now) {
        removed(before.name());
        created(now);
        if (now.state().isRunning()) {
            showRoot(now, now.state().pid());
        }
    }

    private void removed(String name) {
        try {
            clear(root.resolve("containers").resolve(name));
            Files.deleteIfExists(root.resolve("containers").resolve(name));
        } catch (IOException failure) {
            EngineMain.complain("/lab/store still shows " + name + ": " + failure);
        }
    }

    /** Removes what is in a directory of ours, which holds directories and links alone. */
    private static void clear(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                clear(entry);
                Files.delete(entry);
            }
        }
    }
}

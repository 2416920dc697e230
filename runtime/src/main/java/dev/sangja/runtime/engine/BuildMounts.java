package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.CommandMount;
import dev.sangja.runtime.build.CommandRunner;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.linux.MountFlag;
import dev.sangja.runtime.linux.MountRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What one command of a build sees besides its image, and what of it must not stay in the layer. For one command. */
final class BuildMounts implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String PIPES = "/dev/pipes";

    private final Path directory;
    private final CommandRunner.Command command;
    private final Caches caches;
    private final Cancellation cancellation;
    private final List<ContainerRoot.Extra> extras = new ArrayList<>();
    private final List<Semaphore> taken = new ArrayList<>();
    /** Paths below the root that were made only to mount on. */
    private final List<Path> made = new ArrayList<>();

    /** The directories that stay from build to build, and who uses one alone. Safe for use by several threads. */
    static final class Caches {
        private final Map<String, Semaphore> users = new ConcurrentHashMap<>();

        Semaphore lock(String id) {
            return users.computeIfAbsent(id, key -> new Semaphore(1));
        }

        Path directory(String id) {
            String name = HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
            return Path.of(EnginePaths.BUILD_CACHE, "mounts", name.length() > 200 ? name.substring(0, 200) : name);
        }
    }

    BuildMounts(Path directory, CommandRunner.Command command, Caches caches, Cancellation cancellation) {
        this.directory = directory;
        this.command = command;
        this.caches = caches;
        this.cancellation = cancellation;
    }

    /** What is to be mounted; {@link #prepare} must have been called when it is. */
    List<ContainerRoot.Extra> extras() {
        return List.of((linux, root) -> extras.forEach(extra -> extra.mount(linux, root)));
    }

    /** Makes ready what is mounted. The directory is there. */
    void prepare() throws IOException {
        int number = 0;
        for (CommandMount mount : command.mounts()) {
            Path place = directory.resolve("mount-" + number++);
            if (mount instanceof CommandMount.Files files) {
                Optional<FileView.Node> node = files.tree().find(files.path(), true);
                if (node.isPresent()) {
                    WorkDirectory.copy(files.tree(), node.get(), place);
                    bind(place, files.target(), files.readOnly());
                }
            } else if (mount instanceof CommandMount.Cache cache) {
                cache(cache, place);
            } else if (mount instanceof CommandMount.Memory memory) {
                String size = memory.bytes().map(bytes -> ",size=" + bytes).orElse(",size=64m");
                extras.add((linux, root) -> linux.mount(new MountRequest(
                        "tmpfs",
                        directory(root, memory.target()).toString(),
                        "tmpfs",
                        Set.of(MountFlag.MS_NOSUID, MountFlag.MS_NODEV),
                        "mode=1777" + size)));
            } else if (mount instanceof CommandMount.Secret secret) {
                Files.write(place, command.secrets().getOrDefault(secret.id(), new byte[0]));
                dress(place, secret.mode(), secret.user(), secret.group());
                bind(place, secret.target(), true);
            }
        }
        if (!command.scripts().isEmpty()) {
            scripts();
        }
    }

    private void scripts() throws IOException {
        Path pipes = Files.createDirectories(directory.resolve("pipes"));
        for (Map.Entry<String, String> script : command.scripts().entrySet()) {
            Path file = pipes.resolve(script.getKey().replace('/', '_'));
            Files.writeString(file, script.getValue());
            Files.setAttribute(file, "unix:mode", 0755);
        }
        bind(pipes, PIPES, true);
    }

    private void cache(CommandMount.Cache cache, Path own) throws IOException {
        Path place = caches.directory(cache.id());
        if (cache.sharing().equals("locked")) {
            Semaphore lock = caches.lock(cache.id());
            while (!lock.tryAcquire()) {
                cancellation.sleep(LOOK);
            }
            taken.add(lock);
        } else if (cache.sharing().equals("private")) {
            Semaphore lock = caches.lock(cache.id());
            if (lock.tryAcquire()) {
                taken.add(lock);
            } else {
                place = own;
            }
        }
        if (!Files.isDirectory(place)) {
            Files.createDirectories(place);
            dress(place, cache.mode(), cache.user(), cache.group());
        }
        bind(place, cache.target(), cache.readOnly());
    }

    private static void dress(Path path, int mode, int user, int group) throws IOException {
        if (user != 0 || group != 0) {
            Files.setAttribute(path, "unix:uid", user);
            Files.setAttribute(path, "unix:gid", group);
        }
        Files.setAttribute(path, "unix:mode", mode);
    }

    private void bind(Path source, String target, boolean readOnly) {
        extras.add((linux, root) -> {
            Path place = Files.isDirectory(source) ? directory(root, target) : file(root, target);
            linux.mount(MountRequest.bind(source.toString(), place.toString()));
            if (readOnly) {
                linux.mount(MountRequest.readOnlyBind(place.toString()));
            }
        });
    }

    /** The place of a mount, made if it is missing. No link of the image leads it out of the root. */
    private Path directory(Path root, String target) {
        Path place = RootedPath.resolve(root, target);
        try {
            List<Path> missing = new ArrayList<>();
            Path at = root;
            for (Path name : root.relativize(place)) {
                at = at.resolve(name);
                if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                    missing.add(at);
                }
            }
            for (Path one : missing) {
                Files.createDirectory(one);
                made.add(root.relativize(one));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + target, failure);
        }
        return place;
    }

    private Path file(Path root, String target) {
        Path place = RootedPath.resolve(root, target);
        try {
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                directory(root, target.substring(0, Math.max(0, target.lastIndexOf('/'))));
                Files.createFile(place);
                made.add(root.relativize(place));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + target, failure);
        }
        return place;
    }

    /**
     * Takes out of a writable layer what must not stay: places of mounts that nothing was put in, and changes in
     * volumes. Returns whether there were such changes.
     */
    boolean discard(Path upper, Set<String> volumes, List<Path> lower) throws IOException {
        for (int i = made.size() - 1; i >= 0; i--) {
            Path place = upper.resolve(made.get(i).toString());
            boolean filled = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.size(place) > 0;
            try {
                if (!filled) {
                    Files.deleteIfExists(place);
                }
            } catch (DirectoryNotEmptyException used) {
                // The command has put something beside the mount, which stays.
            }
        }
        boolean discarded = false;
        FileView below = FileView.of(lower);
        for (String volume : volumes) {
            Path place = upper.resolve(volume.substring(1)).normalize();
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    && below.find(volume, false).isPresent()
                    && !place.equals(upper)) {
                WorkDirectory.delete(place);
                discarded = true;
            }
        }
        return discarded;
    }

    @Override
    public void close() {
        taken.forEach(Semaphore::release);
    }
}

package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.layer.DevicePolicy;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerPacker;
import dev.sangja.runtime.layer.LayerUnpacker;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.process.OwnThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The files of one container, or of the workbench, reached by a thread that sees its root as its own, so that no link
 * in it leads anywhere else. Safe for use by several threads.
 */
final class ContainerFileTree implements FileTree {
    private final Linux linux;
    private final World world;

    private ContainerFileTree(Linux linux, World world) {
        this.linux = linux;
        this.world = world;
    }

    /** The files that a process sees, such as a container's process 1 or a command of the workbench. */
    static ContainerFileTree seenBy(Linux linux, int process) {
        return new ContainerFileTree(linux, thread -> {
            int pidfd = thread.openProcess(process);
            try {
                thread.unshare(Set.of(CloneFlag.CLONE_FS));
                thread.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS));
            } finally {
                thread.close(pidfd);
            }
        });
    }

    /** The files of a container that does not run. */
    static ContainerFileTree of(Linux linux, ContainerRoot root) {
        return new ContainerFileTree(linux, thread -> {
            thread.unshare(Set.of(CloneFlag.CLONE_NEWNS));
            thread.mount(MountRequest.privately("/"));
            root.mountLayers(thread);
            thread.changeDirectory(root.merged().toString());
            thread.pivotRoot(".", ".");
            thread.detach(".");
            thread.changeDirectory("/");
        });
    }

    private <T> T inside(Callable<T> work) throws IOException {
        try {
            return OwnThread.call("files", () -> {
                world.enter(linux);
                return work.call();
            });
        } catch (java.util.concurrent.CompletionException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    @Override
    public Optional<PathFact> stat(String path) throws IOException {
        return inside(() -> {
            try {
                Path file = Path.of(path);
                BasicFileAttributes facts =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                PathFact.Type type = facts.isDirectory()
                        ? PathFact.Type.DIRECTORY
                        : facts.isRegularFile()
                                ? PathFact.Type.FILE
                                : facts.isSymbolicLink() ? PathFact.Type.SYMLINK : PathFact.Type.OTHER;
                String target =
                        facts.isSymbolicLink() ? Files.readSymbolicLink(file).toString() : "";
                return Optional.of(new PathFact(type, facts.size(), target));
            } catch (NoSuchFileException absent) {
                return Optional.empty();
            } catch (FileSystemException notADirectory) {
                return Optional.empty();
            }
        });
    }

    @Override
    public byte[] read(String path, int limitBytes) throws IOException {
        return inside(() -> {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                byte[] bytes = in.readNBytes(limitBytes + 1);
                if (bytes.length > limitBytes) {
                    throw new IOException(path + " is longer than " + limitBytes + " bytes");
                }
                return bytes;
            }
        });
    }

    @Override
    public OutputStream create(String path) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                byte[] content = toByteArray();
                inside(() -> Files.write(Path.of(path), content));
            }
        };
    }

    @Override
    public void pack(String path, String name, OutputStream archive, Cancellation cancellation) throws IOException {
        inside(() -> {
            LayerWriter writer = new LayerWriter(archive);
            LayerPacker packer = new LayerPacker(LayerPacker.Dress.AS_IS);
            if (name.equals(".")) {
                packer.packTree(Path.of(path), writer);
            } else {
                packer.pack(Path.of(path), name, writer);
            }
            writer.finish();
            archive.flush();
            return true;
        });
    }

    @Override
    public void unpack(String directory, InputStream archive, Cancellation cancellation) throws IOException {
        inside(() -> new LayerUnpacker(linux, LayerLimits.IMAGE, DevicePolicy.REFUSE, Owners.asArchived())
                .unpack(archive, Path.of(directory)));
    }
}

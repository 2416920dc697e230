package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A directory of the workbench as a build's context, reached by a thread that sees the client's files as its own root:
 * whatever is changed there meanwhile, nothing but the client's own files can be read. Safe for use by several threads,
 * which take turns.
 */
final class ClientTree implements ImageBuilds.Context {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread fresh = new Thread(work, "context");
        fresh.setDaemon(true);
        return fresh;
    });
    private final FileView view;

    private ClientTree(Path directory) {
        this.view = FileView.of(List.of(directory));
    }

    /** The directory that a process sees at that path. */
    static ClientTree open(Linux linux, int process, String path) throws IOException {
        ClientTree tree = new ClientTree(Path.of(path));
        try {
            tree.inside(() -> {
                int pidfd = linux.openProcess(process);
                try {
                    linux.unshare(Set.of(CloneFlag.CLONE_FS));
                    linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS));
                } finally {
                    linux.close(pidfd);
                }
                if (!Files.isDirectory(Path.of(path))) {
                    throw new NoSuchFileException(path);
                }
                return true;
            });
        } catch (IOException | RuntimeException failure) {
            tree.close();
            throw failure;
        }
        return tree;
    }

    private <T> T inside(Callable<T> work) throws IOException {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public Optional<FileView.Node> find(String path, boolean follow) throws IOException {
        return inside(() -> view.find(path, follow));
    }

    @Override
    public List<FileView.Node> children(FileView.Node directory) throws IOException {
        return inside(() -> view.children(directory));
    }

    @Override
    public InputStream open(FileView.Node file) throws IOException {
        return inside(() -> Files.newInputStream(file.place(), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.BuildProgress;
import dev.sangja.runtime.build.BuildRequest;
import dev.sangja.runtime.build.BuildResult;
import dev.sangja.runtime.build.BuildTools;
import dev.sangja.runtime.build.ImageBuild;
import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.store.ImageLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The image builds of a machine. One object serves one client; the state behind it is shared. */
final class EngineBuilds implements ImageBuilds {
    private static final int MOST_ENTRIES = 65_536;

    private final Shared shared;
    private final Linux linux;
    private final int client;

    /** What all builds share. */
    private record Shared(
            ImageLibrary library,
            BuildRecords records,
            BuildContainers.Means means,
            RunRecording recording,
            BuildMounts.Caches caches,
            LongSupplier room) {}

    private EngineBuilds(Shared shared, Linux linux, int client) {
        this.shared = shared;
        this.linux = linux;
        this.client = client;
    }

    /** The builds of a machine; what a machine that died had begun is removed. */
    static EngineBuilds open(
            Linux linux, ImageLibrary library, BuildContainers.Means means, RunRecording recording, LongSupplier room) {
        try {
            WorkDirectory.delete(Path.of(EnginePaths.BUILDS));
            Files.createDirectories(Path.of(EnginePaths.BUILDS));
            Files.createDirectories(Path.of(EnginePaths.BUILD_CACHE));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the directories of builds", failure);
        }
        BuildRecords records = BuildRecords.open(Path.of(EnginePaths.BUILD_CACHE, "steps"));
        library.keep(records);
        return new EngineBuilds(
                new Shared(library, records, means, recording, new BuildMounts.Caches(), room), linux, 0);
    }

    /** The same for a client, with every system call recorded elsewhere. */
    EngineBuilds forClient(Linux recorded, int process) {
        return new EngineBuilds(shared, recorded, process);
    }

    @Override
    public Context directory(String path) throws IOException {
        return ClientTree.open(linux, client, path);
    }

    @Override
    public Context archive(InputStream archive) throws IOException {
        LayerLimits most = LayerLimits.IMAGE;
        long bytes = Math.min(most.bytes(), shared.room().getAsLong() / 2);
        return UnpackedTree.of(
                linux,
                archive,
                new LayerLimits(MOST_ENTRIES, bytes, most.pathBytes(), most.depth()),
                Path.of(EnginePaths.BUILDS, "context-" + UUID.randomUUID()));
    }

    @Override
    public BuildResult build(BuildRequest request, BuildProgress progress, Cancellation cancellation)
            throws IOException {
        try (LibraryStore store = new LibraryStore(shared.library())) {
            BuildContainers containers = new BuildContainers(shared.means(), shared.caches(), linux, store);
            BuildTools tools = new BuildTools(
                    store,
                    shared.records(),
                    containers,
                    progress,
                    shared.recording().origin());
            BuildResult result = ImageBuild.run(request, tools, cancellation);
            shared.recording().built(result.view());
            return result;
        }
    }

    @Override
    public long prune() throws IOException {
        shared.records().clear();
        Path mounts = Path.of(EnginePaths.BUILD_CACHE, "mounts");
        long before = shared.room().getAsLong();
        WorkDirectory.delete(mounts);
        shared.library().collect();
        return Math.max(0, shared.room().getAsLong() - before);
    }
}

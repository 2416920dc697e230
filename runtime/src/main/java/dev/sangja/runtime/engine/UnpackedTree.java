package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.build.SourceTree;
import dev.sangja.runtime.layer.DevicePolicy;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerUnpacker;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A context that came as an archive, unpacked into a directory that goes when this is closed. */
final class UnpackedTree implements ImageBuilds.Context {
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final SourceTree files;

    private UnpackedTree(Path directory) {
        this.directory = directory;
        this.files = SourceTree.of(FileView.of(List.of(directory)));
    }

    /** Unpacks an archive into a new directory. */
    static UnpackedTree of(Linux linux, InputStream archive, LayerLimits limits, Path directory) throws IOException {
        Files.createDirectories(directory);
        UnpackedTree tree = new UnpackedTree(directory);
        try {
            BufferedInputStream buffered = new BufferedInputStream(archive, BUFFER);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
            buffered.reset();
            InputStream plain = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
            new LayerUnpacker(linux, limits, DevicePolicy.REFUSE, Owners.ofThisProcess()).unpack(plain, directory);
            return tree;
        } catch (IOException | RuntimeException failure) {
            tree.close();
            throw failure;
        }
    }

    @Override
    public Optional<FileView.Node> find(String path, boolean follow) throws IOException {
        return files.find(path, follow);
    }

    @Override
    public List<FileView.Node> children(FileView.Node node) throws IOException {
        return files.children(node);
    }

    @Override
    public InputStream open(FileView.Node file) throws IOException {
        return files.open(file);
    }

    @Override
    public void close() throws IOException {
        WorkDirectory.delete(directory);
    }
}

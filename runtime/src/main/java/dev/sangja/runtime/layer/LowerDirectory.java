package dev.sangja.runtime.layer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One directory as the layers below an upper directory show it together: the upmost thing of a name counts, whiteouts
 * and opaque directories hide what is further down. Looked up name by name, never listed, so that the cost follows what
 * is asked and not the size of an image. Source: the kernel's overlayfs.rst.
 *
 * @param layers the directory in each layer that shows through, upmost first
 */
public record LowerDirectory(List<Path> layers) {
    public LowerDirectory {
        layers = List.copyOf(layers);
    }

    /** What lies below a tree that has nothing below it. */
    public static LowerDirectory nothing() {
        return new LowerDirectory(List.of());
    }

    /** The thing of that name, if any layer shows one. */
    public Optional<LowerFile> find(Path name) throws IOException {
        List<Path> merged = new ArrayList<>();
        Optional<LowerFile> upmost = Optional.empty();
        for (Path layer : layers) {
            Path path = layer.resolve(name);
            Optional<FileStatus> status = FileStatus.find(path);
            if (status.isEmpty()) {
                continue;
            }
            boolean directory = status.get().isDirectory();
            if (!directory && (upmost.isPresent() || OverlayMarks.isWhiteout(path, status.get()))) {
                // Below a directory, anything that is none ends the merging just as a whiteout does.
                break;
            }
            if (upmost.isEmpty()) {
                upmost = Optional.of(new LowerFile(path, status.get(), nothing()));
            }
            if (!directory) {
                break;
            }
            merged.add(path);
            if (OverlayMarks.isOpaque(path)) {
                break;
            }
        }
        return upmost.map(file -> new LowerFile(file.path(), file.status(), new LowerDirectory(merged)));
    }

    /**
     * A thing that the layers below show.
     *
     * @param path where the upmost layer that has it keeps it
     * @param status of that one
     * @param content what it holds, if it is a directory
     */
    public record LowerFile(Path path, FileStatus status, LowerDirectory content) {}
}

package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.FileView;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Files that a build copies from: its context, a stage, or an image. Nothing outside of it can be reached. Safe for use
 * by several threads.
 */
public interface SourceTree {
    /** What is at a path, links on the way followed; at its end only if asked. */
    Optional<FileView.Node> find(String path, boolean follow) throws IOException;

    /** What a directory holds, by name. */
    List<FileView.Node> children(FileView.Node directory) throws IOException;

    /** The bytes of a file; the caller closes it. */
    InputStream open(FileView.Node file) throws IOException;

    /** A tree of what a view shows. */
    static SourceTree of(FileView view) {
        return new SourceTree() {
            @Override
            public Optional<FileView.Node> find(String path, boolean follow) throws IOException {
                return view.find(path, follow);
            }

            @Override
            public List<FileView.Node> children(FileView.Node directory) throws IOException {
                return view.children(directory);
            }

            @Override
            public InputStream open(FileView.Node file) throws IOException {
                return file.open();
            }
        };
    }

    /** A tree with nothing in it. */
    static SourceTree empty() {
        return of(FileView.of(List.of()));
    }
}

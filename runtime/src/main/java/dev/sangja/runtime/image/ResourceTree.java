package dev.sangja.runtime.image;

import dev.sangja.runtime.build.SourceTree;
import dev.sangja.runtime.dockerfile.PathPattern;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.FileView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A directory among the resources as a build's context. Its files are known by name; they cannot be listed. */
record ResourceTree(String directory) implements SourceTree {
    /** A resource's text. */
    static String text(String path) throws IOException {
        try (InputStream in = stream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream stream(String path) throws IOException {
        InputStream in = ResourceTree.class.getResourceAsStream("/images/" + path);
        if (in == null) {
            throw new IOException("there is no resource images/" + path);
        }
        return in;
    }

    @Override
    public Optional<FileView.Node> find(String path, boolean follow) throws IOException {
        String clean = PathPattern.clean(path);
        try (InputStream in = stream(directory + "/" + clean)) {
            return Optional.of(new FileView.Node(
                    clean,
                    FileView.Type.FILE,
                    in.readAllBytes().length,
                    "",
                    EntryMetadata.ofRoot(0644, LayerContents.TIME),
                    Path.of(clean),
                    FileView.of(List.of())));
        }
    }

    @Override
    public List<FileView.Node> children(FileView.Node node) throws IOException {
        throw new IOException("resources cannot be listed: images/" + directory + "/" + node.path());
    }

    @Override
    public InputStream open(FileView.Node file) throws IOException {
        return stream(directory + "/" + file.path());
    }
}

package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.layer.FileView;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A build's context without what its {@code .dockerignore} leaves out. */
public final class ContextTree implements SourceTree {
    private final SourceTree all;
    private final IgnoreRules rules;

    public ContextTree(SourceTree all, IgnoreRules rules) {
        this.all = all;
        this.rules = rules;
    }

    @Override
    public Optional<FileView.Node> find(String path, boolean follow) throws IOException {
        Optional<FileView.Node> found = all.find(path, follow);
        return found.isPresent() && isIn(found.get()) ? found : Optional.empty();
    }

    @Override
    public List<FileView.Node> children(FileView.Node directory) throws IOException {
        List<FileView.Node> kept = new ArrayList<>();
        for (FileView.Node child : all.children(directory)) {
            if (isIn(child)) {
                kept.add(child);
            }
        }
        return kept;
    }

    @Override
    public InputStream open(FileView.Node file) throws IOException {
        return all.open(file);
    }

    /** An excluded directory is there all the same if something below it was taken back in. */
    private boolean isIn(FileView.Node node) throws IOException {
        if (node.path().isEmpty() || !rules.excludes(node.path())) {
            return true;
        }
        if (!node.isDirectory() || !rules.mayHoldExceptions()) {
            return false;
        }
        for (FileView.Node child : all.children(node)) {
            if (isIn(child)) {
                return true;
            }
        }
        return false;
    }
}

package dev.sangja.runtime.anatomy;

import static java.util.Objects.requireNonNull;

/** One thing that a layer holds, by its path without a slash before it. */
public sealed interface LayerItem {
    String path();

    /**
     * A regular file.
     *
     * @param bytes of its content
     */
    record File(String path, long bytes) implements LayerItem {
        public File {
            requireNonNull(path, "path");
        }
    }

    /** A further name of a file that came before it in the same layer. */
    record Name(String path, String target) implements LayerItem {
        public Name {
            requireNonNull(path, "path");
            requireNonNull(target, "target");
        }
    }

    /**
     * A directory.
     *
     * @param looks its mode and owners: where they are as below, the directory is there only for what it holds
     */
    record Directory(String path, String looks) implements LayerItem {
        public Directory {
            requireNonNull(path, "path");
            requireNonNull(looks, "looks");
        }
    }

    /** Something without content: a symbolic link, a named pipe, a device. */
    record Other(String path) implements LayerItem {
        public Other {
            requireNonNull(path, "path");
        }
    }

    /** A mark that what lies below there is gone. */
    record Whiteout(String path) implements LayerItem {
        public Whiteout {
            requireNonNull(path, "path");
        }
    }

    /** A mark that all that lies below in that directory is gone. */
    record Opaque(String path) implements LayerItem {
        public Opaque {
            requireNonNull(path, "path");
        }
    }
}

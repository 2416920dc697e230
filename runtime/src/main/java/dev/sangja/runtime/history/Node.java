package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.util.Optional;

/** What a state says of one path. A path of which it says nothing is as the layers below show it. */
sealed interface Node {
    /** There is nothing, whatever the layers below have: a whiteout. */
    record Absent() implements Node {}

    /** Something that is there. */
    sealed interface Thing extends Node {
        Attributes attributes();

        /** The word that a layer change uses for its type. */
        String typeName();

        /** Its size in bytes, as a receipt tells it. */
        default long length() {
            return 0;
        }
    }

    /**
     * A regular file.
     *
     * @param content empty if its bytes were not kept
     * @param linkedTo the first path of those that name this same file; empty if it has one name
     * @param witness of a file that was not kept: which one it was, so that it is known again while nobody touches it
     */
    record File(Attributes attributes, long length, Optional<Digest> content, String linkedTo, String witness)
            implements Thing {
        @Override
        public String typeName() {
            return "file";
        }
    }

    /**
     * A directory.
     *
     * @param opaque whether it hides what the layers below hold at its path
     * @param children the digest of its tree
     */
    record Directory(Attributes attributes, boolean opaque, Digest children) implements Thing {
        @Override
        public String typeName() {
            return "directory";
        }

        Directory holding(Digest others) {
            return new Directory(attributes, opaque, others);
        }
    }

    /** A symbolic link. */
    record SymbolicLink(Attributes attributes, String target) implements Thing {
        @Override
        public String typeName() {
            return "symlink";
        }

        @Override
        public long length() {
            return target.length();
        }
    }

    /** A named pipe, a socket or a device. */
    record Special(Attributes attributes, Type type, int major, int minor) implements Thing {
        /** Which of them. */
        enum Type {
            FIFO,
            SOCKET,
            CHARACTER,
            BLOCK
        }

        @Override
        public String typeName() {
            return switch (type) {
                case FIFO -> "fifo";
                case SOCKET -> "socket";
                case CHARACTER, BLOCK -> "device";
            };
        }
    }
}

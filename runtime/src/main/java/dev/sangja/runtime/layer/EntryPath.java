package dev.sangja.runtime.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of an archive made into plain relative paths, or refused: nothing absolute, no {@code ..}, within bounds. Where
 * a name leads in the file system (through symbolic links) is the unpacker's matter.
 */
final class EntryPath {
    private static final int NAME_MAX = 255;

    private EntryPath() {}

    static String clean(byte[] raw, LayerLimits limits) {
        String name = FileName.decode(raw);
        if (raw.length > limits.pathBytes()) {
            throw new LayerException("a path of " + raw.length + " bytes is too long: " + shown(name));
        }
        if (name.indexOf('\0') >= 0) {
            throw new LayerException("a path contains a zero byte: " + shown(name));
        }
        if (name.startsWith("/")) {
            throw new LayerException("an absolute path is refused: " + shown(name));
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw new LayerException("a path with .. is refused: " + shown(name));
            }
            if (FileName.encode(part).length > NAME_MAX) {
                throw new LayerException("a name of more than 255 bytes is refused: " + shown(name));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.size() > limits.depth()) {
            throw new LayerException("a path of " + parts.size() + " directories is too deep: " + shown(name));
        }
        return String.join("/", parts);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Short and printable, for messages. */
    static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 120 ? printable.substring(0, 120) + "..." : printable;
    }
}

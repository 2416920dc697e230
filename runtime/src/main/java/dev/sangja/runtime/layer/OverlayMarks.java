package dev.sangja.runtime.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The marks that overlayfs mounted with {@code userxattr} leaves in an upper directory, and a file's own attributes.
 * Only the {@code user.} name space: nothing else can be written in a user namespace. Source: the kernel's
 * overlayfs.rst, "whiteouts and opaque directories".
 */
final class OverlayMarks {
    private static final String OPAQUE = "overlay.opaque";
    private static final String WHITEOUT = "overlay.whiteout";
    private static final String OVERLAY = "overlay.";

    /** The longest value Linux allows; xattr(7), XATTR_SIZE_MAX. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private OverlayMarks() {}

    /** {@code y}: hides all below. {@code x}: only says that it may hold whiteouts in the form of an attribute. */
    static boolean isOpaque(Path directory) throws IOException {
        UserDefinedFileAttributeView view = view(directory);
        if (!names(view).contains(OPAQUE)) {
            return false;
        }
        byte[] value = read(view, OPAQUE);
        return value.length == 1 && value[0] == 'y';
    }

    static void makeOpaque(Path directory) throws IOException {
        view(directory).write(OPAQUE, ByteBuffer.wrap("y".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Either form: the device, or an empty file with the attribute (Linux 6.7). */
    static boolean isWhiteout(Path path, FileStatus status) throws IOException {
        return status.isWhiteoutDevice()
                || (status.isRegularFile()
                        && status.size() == 0
                        && names(view(path)).contains(WHITEOUT));
    }

    /** The file's own attributes of the {@code user.} name space, by full name, without the marks of overlayfs. */
    static Map<String, byte[]> attributes(Path path, FileStatus status) throws IOException {
        if (!status.isRegularFile() && !status.isDirectory()) {
            // user.* exists on these two only (xattr(7)); and opening a named pipe would wait for a writer.
            return Map.of();
        }
        UserDefinedFileAttributeView view = view(path);
        Map<String, byte[]> attributes = new TreeMap<>();
        for (String name : names(view)) {
            if (!name.startsWith(OVERLAY)) {
                attributes.put("user." + name, read(view, name));
            }
        }
        return attributes;
    }

    /** Sets an attribute of the {@code user.} name space; false if the name belongs to another one. */
    static boolean setAttribute(Path path, String fullName, byte[] value) throws IOException {
        if (!fullName.startsWith("user.") || fullName.startsWith("user." + OVERLAY)) {
            return false;
        }
        view(path).write(fullName.substring("user.".length()), ByteBuffer.wrap(value));
        return true;
    }

    /** A file system that has none refuses the question with ENOTSUP, which here means the same as an empty list. */
    private static List<String> names(UserDefinedFileAttributeView view) throws IOException {
        try {
            return view.list();
        } catch (FileSystemException notSupported) {
            return List.of();
        }
    }

    private static byte[] read(UserDefinedFileAttributeView view, String name) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(LONGEST_VALUE);
        view.read(name, value);
        value.flip();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static UserDefinedFileAttributeView view(Path path) throws IOException {
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new IOException("the file system has no extended attributes: " + path);
        }
        return view;
    }
}

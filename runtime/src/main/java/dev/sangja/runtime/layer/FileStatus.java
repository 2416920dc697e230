package dev.sangja.runtime.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What lstat(2) says of a path, by the JDK's {@code unix} attribute view.
 *
 * @param mode {@code st_mode} whole, with the type's bits
 * @param device the file system it lies on
 * @param inode its number there
 * @param links how many names it has
 * @param userId its owner, as this process's user namespace counts it
 * @param groupId its group
 * @param rawDevice for a device node, which one; 0 for 0:0
 * @param size in bytes
 * @param modified time of the last change of its content
 * @param changed time of the last change of its content or its inode
 */
record FileStatus(
        int mode,
        long device,
        long inode,
        int links,
        int userId,
        int groupId,
        long rawDevice,
        long size,
        Instant modified,
        Instant changed) {
    private static final String WANTED = "unix:mode,dev,ino,nlink,uid,gid,rdev,size,lastModifiedTime,ctime";

    /** inode(7), the type's bits of {@code st_mode}. */
    private static final int S_IFMT = 0170000;

    private static final int S_IFSOCK = 0140000;
    private static final int S_IFLNK = 0120000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFBLK = 0060000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFIFO = 0010000;

    /** What is there; empty if nothing is. Does not follow a symbolic link. */
    static Optional<FileStatus> find(Path path) throws IOException {
        try {
            return Optional.of(of(path));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    static FileStatus of(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        return new FileStatus(
                (int) number(values, "mode"),
                number(values, "dev"),
                number(values, "ino"),
                (int) number(values, "nlink"),
                (int) number(values, "uid"),
                (int) number(values, "gid"),
                number(values, "rdev"),
                number(values, "size"),
                time(values, "lastModifiedTime"),
                time(values, "ctime"));
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static Instant time(Map<String, Object> values, String name) {
        return values.get(name) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }

    boolean isRegularFile() {
        return (mode & S_IFMT) == S_IFREG;
    }

    boolean isDirectory() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    boolean isSymbolicLink() {
        return (mode & S_IFMT) == S_IFLNK;
    }

    boolean isNamedPipe() {
        return (mode & S_IFMT) == S_IFIFO;
    }

    boolean isSocket() {
        return (mode & S_IFMT) == S_IFSOCK;
    }

    boolean isDevice() {
        return (mode & S_IFMT) == S_IFCHR || (mode & S_IFMT) == S_IFBLK;
    }

    boolean isBlockDevice() {
        return (mode & S_IFMT) == S_IFBLK;
    }

    /** Whether overlayfs takes it for a mark of deletion: a character device 0:0, see the kernel's overlayfs.rst. */
    boolean isWhiteoutDevice() {
        return (mode & S_IFMT) == S_IFCHR && rawDevice == 0;
    }

    /** Permission, set-id and sticky bits. */
    int permissions() {
        return mode & 07777;
    }

    /** glibc's gnu_dev_major(3). */
    int major() {
        return (int) ((rawDevice >>> 8 & 0xFFF) | (rawDevice >>> 32 & ~0xFFFL));
    }

    /** glibc's gnu_dev_minor(3). */
    int minor() {
        return (int) ((rawDevice & 0xFF) | (rawDevice >>> 12 & ~0xFFL));
    }

    /** The word that a layer change uses for its type. */
    String typeName() {
        return switch (mode & S_IFMT) {
            case S_IFREG -> "file";
            case S_IFDIR -> "directory";
            case S_IFLNK -> "symlink";
            case S_IFIFO -> "fifo";
            case S_IFSOCK -> "socket";
            default -> "device";
        };
    }
}

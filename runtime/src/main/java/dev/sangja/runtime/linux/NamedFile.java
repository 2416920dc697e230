package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import jnr.ffi.LastError;

/**
 * A file by the bytes of its path, which need not be text, and what of it only the kernel port reaches: every extended
 * attribute, and times to the nanosecond. A symbolic link at the end is never followed. Asked in bulk, so nothing is
 * recorded. Immutable.
 */
public final class NamedFile {
    private static final int AT_FDCWD = -100; // linux/fcntl.h, as the following
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int O_PATH = 0x20_0000; // asm-generic/fcntl.h
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int ENODATA = 61;
    private static final int EOPNOTSUPP = 95;

    /** xattr(7): no list is longer, and no value. */
    private static final int LONGEST = 64 * 1024;

    private final byte[] path;
    private final String shown;

    /** @param path without NUL, as the kernel takes it */
    public NamedFile(byte[] path) {
        this.path = Arrays.copyOf(path, path.length + 1);
        this.shown = new String(path, StandardCharsets.ISO_8859_1);
    }

    /**
     * All extended attributes by full name, {@code user.mime}; the bytes of a name are read as ISO 8859-1. None, where
     * the file system has none.
     */
    public Map<String, byte[]> extendedAttributes() {
        byte[] nothing = new byte[1];
        if (orNothing("llistxattr", () -> SystemLinux.LIBC.llistxattr(path, nothing, 0)) == 0) {
            return Map.of();
        }
        byte[] names = new byte[LONGEST];
        long length = orNothing("llistxattr", () -> SystemLinux.LIBC.llistxattr(path, names, names.length));
        Map<String, byte[]> attributes = new TreeMap<>();
        byte[] value = new byte[LONGEST];
        int start = 0;
        for (int end = 0; end < length; end++) {
            if (names[end] == 0) {
                byte[] name = Arrays.copyOfRange(names, start, end + 1);
                long size = orNothing("lgetxattr", () -> SystemLinux.LIBC.lgetxattr(path, name, value, value.length));
                attributes.put(
                        new String(name, 0, name.length - 1, StandardCharsets.ISO_8859_1),
                        Arrays.copyOf(value, (int) size));
                start = end + 1;
            }
        }
        return attributes;
    }

    /** lsetxattr(2). */
    public void setExtendedAttribute(String name, byte[] value) {
        run("lsetxattr", () -> SystemLinux.LIBC.lsetxattr(path, bytes(name), value, value.length, 0));
    }

    /** lremovexattr(2). */
    public void removeExtendedAttribute(String name) {
        run("lremovexattr", () -> SystemLinux.LIBC.lremovexattr(path, bytes(name)));
    }

    /** Sets access and modification time; utimensat(2). */
    public void setTimes(Instant time) {
        long seconds = time.getEpochSecond();
        long[] times = {seconds, time.getNano(), seconds, time.getNano()};
        run("utimensat", () -> SystemLinux.LIBC.utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW));
    }

    /**
     * Opens a directory only to name what is in it; open(2) with O_PATH. The caller closes it. ENOTDIR: it is something
     * else, such as a symbolic link.
     */
    public int openDirectory() {
        // asm-generic/fcntl.h has O_DIRECTORY and O_NOFOLLOW elsewhere than asm/fcntl.h of 64-bit ARM.
        int directoryWithoutLink = switch (Architecture.current()) {
            case X86_64 -> 0x3_0000;
            case AARCH64 -> 0xc000;
        };
        return (int)
                run("open", () -> SystemLinux.LIBC.open(path, O_PATH | O_CLOEXEC | directoryWithoutLink, 0));
    }

    private static byte[] bytes(String name) {
        return (name + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The call's result; 0 where there is nothing of what it asks for. */
    private long orNothing(String name, LongSupplier invocation) {
        try {
            return run(name, invocation);
        } catch (SyscallException failure) {
            int error = failure.errno().number();
            if (error == ENODATA || error == EOPNOTSUPP) {
                return 0;
            }
            throw failure;
        }
    }

    private long run(String name, LongSupplier invocation) {
        while (true) {
            long result = invocation.getAsLong();
            if (result != -1) {
                return result;
            }
            Errno errno = Errno.of(LastError.getLastError(SystemLinux.RUNTIME));
            if (!errno.equals(Errno.EINTR)) {
                Argument argument = new Argument("pathname", new ArgumentValue.Text(shown, false));
                throw new SyscallException(new SyscallCall(name, List.of(argument)), errno);
            }
        }
    }
}

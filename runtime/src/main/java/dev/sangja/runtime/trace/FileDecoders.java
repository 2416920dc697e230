package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Descriptors, open flags, modes and mounts. */
final class FileDecoders {
    private static final int AT_FDCWD = -100; // linux/fcntl.h
    private static final int ACCESS_MODE = 3; // O_ACCMODE of asm-generic/fcntl.h
    private static final int O_CREAT = 0x40;
    private static final int FILE_TYPE = 0xf000; // S_IFMT of linux/stat.h
    private static final int DEFAULT_TYPE = 0x8000; // S_IFREG: what mknod(2) makes of type 0
    private static final int FSCONFIG_SET_STRING = 1; // linux/mount.h, as the following
    private static final int FSCONFIG_SET_PATH = 3;
    private static final int FSCONFIG_SET_PATH_EMPTY = 4;
    private static final int F_SETFD = 2; // asm-generic/fcntl.h, as the following
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;

    private final Constants.FlagTable openFlags;
    private final Constants.FlagTable resolveFlags;
    private final Constants.FlagTable mountAttributes;
    private final Constants.FlagTable mountFlags;
    private final Constants.SymbolTable fileTypes;

    FileDecoders(Constants constants) {
        openFlags = constants.flags("OPEN");
        resolveFlags = constants.flags("RESOLVE");
        mountAttributes = constants.flags("MOUNT_ATTR");
        mountFlags = constants.flags("MS");
        fileTypes = constants.symbols("FILE_TYPE");
    }

    void register(DecoderRegistry registry) {
        registry.input("fd", reference -> (value, call) -> new ArgumentValue.Whole((int) value));
        registry.input("dirfd", reference -> (value, call) -> directory((int) value));
        registry.input(
                "file",
                reference ->
                        (value, call) -> named((int) value, call.descriptors().watchedPath((int) value)));
        registry.input(
                "namespace_file",
                reference ->
                        (value, call) -> named((int) value, call.descriptors().link((int) value)));
        registry.input("open_flags", reference -> (value, call) -> openFlags((int) value));
        registry.input("open_mode", reference -> (value, call) -> {
            long flags = call.argument(reference.index());
            return creates(flags) ? new ArgumentValue.Symbol(octal(value)) : ArgumentDecoder.UNUSED;
        });
        registry.input("open_how", reference -> (value, call) -> openHow(value, call));
        registry.input("mode", reference -> (value, call) -> new ArgumentValue.Symbol(octal(value)));
        registry.input("file_mode", reference -> (value, call) -> new ArgumentValue.Symbol(fileMode((int) value)));
        registry.input("device", reference -> (value, call) -> device(value, call.argument(reference.index())));
        registry.input(
                "fcntl_argument", reference -> (value, call) -> fcntl(value, (int) call.argument(reference.index())));
        registry.input(
                "fsconfig_value",
                reference -> (value, call) -> configured(value, (int) call.argument(reference.index()), call));
        registry.input("mount_attr", reference -> (value, call) -> mountAttribute(value, call));
    }

    private static ArgumentValue directory(int fd) {
        return fd == AT_FDCWD ? new ArgumentValue.Symbol("AT_FDCWD") : new ArgumentValue.Whole(fd);
    }

    /** A descriptor with what it stands for, as {@code strace -y} writes it. */
    private static ArgumentValue named(int fd, Optional<String> path) {
        return path.<ArgumentValue>map(
                        name -> new ArgumentValue.Symbol(fd + "<" + name.replaceAll("[\\p{Cntrl}<>]", "?") + ">"))
                .orElseGet(() -> new ArgumentValue.Whole(fd));
    }

    private ArgumentValue openFlags(int flags) {
        List<String> names = new ArrayList<>();
        int mode = flags & ACCESS_MODE;
        names.add(mode == 0 ? "O_RDONLY" : mode == 1 ? "O_WRONLY" : mode == 2 ? "O_RDWR" : "O_ACCMODE");
        ArgumentValue.Flags rest = openFlags.decode(Integer.toUnsignedLong(flags & ~ACCESS_MODE));
        names.addAll(rest.names());
        return new ArgumentValue.Flags(names, rest.remainder());
    }

    private boolean creates(long flags) {
        return (flags & O_CREAT) != 0
                || openFlags.decode(flags & 0xffff_ffffL & ~ACCESS_MODE).names().contains("O_TMPFILE");
    }

    private ArgumentValue openHow(long address, CallView call) {
        return call.structure(address, 24) // struct open_how of linux/openat2.h
                .<ArgumentValue>map(how -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    long flags = how.getLong();
                    fields.put("flags", openFlags((int) flags).render());
                    long mode = how.getLong();
                    if (creates(flags)) {
                        fields.put("mode", octal(mode));
                    }
                    fields.put("resolve", resolveFlags.decode(how.getLong()).render());
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    static String octal(long mode) {
        String digits = Integer.toOctalString((int) mode);
        // At least three digits, and a zero that says that they are octal: 000, 007, 0755.
        return mode == 0 ? "000" : "0".repeat(Math.max(1, 3 - digits.length())) + digits;
    }

    private String fileMode(int mode) {
        int type = mode & FILE_TYPE;
        String bits = octal(mode & ~FILE_TYPE & 0xffff);
        return type == 0 ? bits : fileTypes.nameOf(type).orElse(octal(type)) + "|" + bits;
    }

    /** Only devices have a device number; its bits are scattered, see {@code new_encode_dev} of linux/kdev_t.h. */
    private ArgumentValue device(long device, long mode) {
        int type = (int) mode & FILE_TYPE;
        String name = fileTypes.nameOf(type == 0 ? DEFAULT_TYPE : type).orElse("");
        if (!name.toLowerCase(Locale.ROOT).matches("s_if(chr|blk)")) {
            return ArgumentDecoder.UNUSED;
        }
        long major = (device >>> 8) & 0xfff;
        long minor = (device & 0xff) | ((device >>> 12) & 0xf_ff00);
        return new ArgumentValue.Symbol("makedev(" + major + ", " + minor + ")");
    }

    private ArgumentValue fcntl(long value, int operation) {
        return switch (operation) {
            case F_SETFD ->
                new ArgumentValue.Flags(
                        (value & FD_CLOEXEC) != 0 ? List.of("FD_CLOEXEC") : List.of(), value & ~FD_CLOEXEC);
            case F_SETFL -> openFlags((int) value);
            case 1, 3, 9, 11 -> ArgumentDecoder.UNUSED; // F_GETFD, F_GETFL, F_GETOWN, F_GETSIG
            case 0, 1030, 1031, 1033 -> new ArgumentValue.Whole((int) value); // F_DUPFD and its like, sizes, seals
            default -> new ArgumentValue.Address(value);
        };
    }

    private static ArgumentValue configured(long value, int command, CallView call) {
        return switch (command) {
            case FSCONFIG_SET_STRING, FSCONFIG_SET_PATH, FSCONFIG_SET_PATH_EMPTY ->
                call.text(value, CallView.LONGEST_TEXT);
            default -> new ArgumentValue.Address(value);
        };
    }

    private ArgumentValue mountAttribute(long address, CallView call) {
        return call.structure(address, 32) // struct mount_attr of linux/mount.h
                .<ArgumentValue>map(attribute -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put(
                            "attr_set",
                            mountAttributes.decode(attribute.getLong()).render());
                    fields.put(
                            "attr_clr",
                            mountAttributes.decode(attribute.getLong()).render());
                    fields.put(
                            "propagation",
                            mountFlags.decode(attribute.getLong()).render());
                    fields.put("userns_fd", Long.toString(attribute.getLong()));
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }
}

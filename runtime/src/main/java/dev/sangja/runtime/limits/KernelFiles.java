package dev.sangja.runtime.limits;

import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads and writes the files of control groups. What is written is recorded, because it is what a limit is made of;
 * reading is not.
 */
record KernelFiles(Linux linux) {
    private static final String UNLIMITED = "max";
    // Version 1 shows the largest multiple of a page that fits in a long.
    private static final long PRACTICALLY_UNLIMITED = 1L << 62;

    void tell(Path file, String text) {
        linux.tell(file.toString(), text);
    }

    /** Makes a directory that may be there already. */
    void makeDirectory(Path directory) {
        try {
            linux.makeDirectory(directory.toString(), 0755);
        } catch (SyscallException e) {
            // Somebody else, or an earlier run, made it.
            if (!isErrno(e, Errno.EEXIST)) {
                throw e;
            }
        }
    }

    static boolean isErrno(SyscallException e, Errno errno) {
        return e.errno().number() == errno.number();
    }

    /** The whole file; empty if it is not there, or its group has just gone. */
    Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A group that is removed while its file is open answers ENODEV.
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            throw new UncheckedIOException(e);
        }
    }

    /** The number that the file holds; empty if there is none, or it says that there is no limit. */
    OptionalLong number(Path file) {
        return read(file).map(String::strip).map(KernelFiles::parse).orElse(OptionalLong.empty());
    }

    /** The line of a file of {@code name value} lines that begins with that name. */
    Optional<KeyedLine> line(Path file, String name) {
        return read(file).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .flatMap(KeyedLine::parse);
    }

    /** What a counter says, less a figure of the statistics beside it. */
    OptionalLong inUse(Path counter, Path statistics, String withoutThis) {
        OptionalLong all = number(counter);
        long without = line(statistics, withoutThis).map(KeyedLine::value).orElse(0L);
        return all.isPresent() ? OptionalLong.of(Math.max(0, all.getAsLong() - without)) : all;
    }

    /** The words of a file such as {@code cgroup.controllers}. */
    List<String> words(Path file) {
        return read(file).map(text -> List.of(text.strip().split("\\s+"))).orElse(List.of());
    }

    static OptionalLong parse(String text) {
        if (text.equals(UNLIMITED) || !text.matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text);
            return value >= PRACTICALLY_UNLIMITED ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** One line of such a file. */
    record KeyedLine(String name, long value) {
        static Optional<KeyedLine> parse(String line) {
            int space = line.indexOf(' ');
            OptionalLong value = KernelFiles.parse(line.substring(space + 1).strip());
            return value.isPresent()
                    ? Optional.of(new KeyedLine(line.substring(0, space), value.getAsLong()))
                    : Optional.empty();
        }

        String text() {
            return name + " " + value;
        }
    }
}

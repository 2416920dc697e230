package dev.sangja.runtime.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The numbers and names of an architecture's system calls, as in {@code asm/unistd_64.h} and
 * {@code asm-generic/unistd.h} up to {@code rseq_slice_yield} of Linux 7.0. Immutable.
 */
public final class SyscallTable {
    /**
     * All numbers are below it. What lies above the newest call are numbers of the x32 ABI, which have no names here.
     */
    public static final int CAPACITY = 512;

    private final String[] names = new String[CAPACITY];
    private final Map<String, Integer> numbers = new HashMap<>();

    private SyscallTable(Architecture architecture) {
        String resource = "syscalls-" + architecture.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream stream = SyscallTable.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(this::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** The table of that architecture, read anew. */
    public static SyscallTable of(Architecture architecture) {
        return new SyscallTable(architecture);
    }

    /** The name of that number, if the architecture has such a call. */
    public Optional<String> nameOf(int number) {
        return number >= 0 && number < CAPACITY ? Optional.ofNullable(names[number]) : Optional.empty();
    }

    /** The number of that name, if the architecture has such a call. */
    public OptionalInt numberOf(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Every name, sorted. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(numbers.keySet()));
    }

    private void add(String line) {
        int space = line.indexOf(' ');
        int number = Integer.parseInt(line.substring(0, space));
        String name = line.substring(space + 1);
        if (names[number] != null || numbers.put(name, number) != null) {
            throw new IllegalStateException("twice in the table: " + line);
        }
        names[number] = name;
    }
}

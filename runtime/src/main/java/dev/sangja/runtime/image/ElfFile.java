package dev.sangja.runtime.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program or library says of what it needs to run. Source: elf(5) and {@code elf.h}.
 *
 * @param wide whether it is a 64-bit object
 * @param machine the processor, {@code e_machine}
 * @param interpreter the dynamic loader that it asks for, {@code PT_INTERP}
 * @param needed the libraries it asks for by name, {@code DT_NEEDED}
 * @param searchPaths where it wants them looked for first: {@code DT_RUNPATH}, or else {@code DT_RPATH}
 */
record ElfFile(boolean wide, int machine, Optional<String> interpreter, List<String> needed, List<String> searchPaths) {
    private static final int MAGIC = 0x7F454C46;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;
    private static final int LONGEST_STRING = 4096;
    private static final int MOST_HEADERS = 1024;
    private static final int MOST_DYNAMIC = 64 * 1024;

    /** Reads its headers; empty if the file is no ELF object. */
    static Optional<ElfFile> read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer identification = ByteBuffer.allocate(64);
            readFully(channel, identification, 0);
            if (identification.limit() < 52 || identification.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            boolean wide = identification.get(4) == 2;
            ByteOrder order = identification.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return Optional.of(new Parsing(channel, wide, order).parse(identification.order(order)));
        }
    }

    /** Whether the file begins as an ELF object does. */
    static boolean isElf(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer magic = ByteBuffer.allocate(4);
            readFully(channel, magic, 0);
            return magic.limit() == 4 && magic.getInt(0) == MAGIC;
        }
    }

    /** Whether it runs without any loader or library. */
    boolean isStatic() {
        return interpreter.isEmpty() && needed.isEmpty();
    }

    /** Whether one may be loaded into the other's process. */
    boolean fits(ElfFile other) {
        return wide == other.wide && machine == other.machine;
    }

    private static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        buffer.flip();
    }

    /** A program header: a part of the file and where it stands in memory. */
    private record Segment(int type, long offset, long address, long size) {}

    private static final class Parsing {
        private final FileChannel channel;
        private final boolean wide;
        private final ByteOrder order;

        Parsing(FileChannel channel, boolean wide, ByteOrder order) {
            this.channel = channel;
            this.wide = wide;
            this.order = order;
        }

        ElfFile parse(ByteBuffer header) throws IOException {
            int machine = header.getShort(18) & 0xFFFF;
            List<Segment> segments = segments(
                    wide ? header.getLong(32) : word(header, 28),
                    header.getShort(wide ? 54 : 42) & 0xFFFF,
                    header.getShort(wide ? 56 : 44) & 0xFFFF);
            Optional<String> interpreter = Optional.empty();
            for (Segment segment : segments) {
                if (segment.type() == PT_INTERP) {
                    interpreter = Optional.of(string(segment.offset()));
                }
            }
            List<String> needed = new ArrayList<>();
            List<String> early = new ArrayList<>();
            List<String> late = new ArrayList<>();
            for (long[] entry : dynamic(segments)) {
                if (entry[0] == DT_NEEDED) {
                    needed.add(string(entry[1]));
                } else if (entry[0] == DT_RPATH) {
                    early.addAll(List.of(string(entry[1]).split(":", -1)));
                } else if (entry[0] == DT_RUNPATH) {
                    late.addAll(List.of(string(entry[1]).split(":", -1)));
                }
            }
            return new ElfFile(wide, machine, interpreter, List.copyOf(needed), late.isEmpty() ? early : late);
        }

        private List<Segment> segments(long offset, int entrySize, int count) throws IOException {
            if (count > MOST_HEADERS || entrySize < (wide ? 56 : 32)) {
                throw new IOException("the program headers make no sense");
            }
            ByteBuffer table = read(offset, entrySize * count);
            List<Segment> segments = new ArrayList<>();
            for (int at = 0; at + entrySize <= table.limit(); at += entrySize) {
                segments.add(
                        wide
                                ? new Segment(
                                        table.getInt(at),
                                        table.getLong(at + 8),
                                        table.getLong(at + 16),
                                        table.getLong(at + 32))
                                : new Segment(
                                        table.getInt(at),
                                        word(table, at + 4),
                                        word(table, at + 8),
                                        word(table, at + 16)));
            }
            return segments;
        }

        /** Tags and values of the dynamic section; a string's value is its place in the file. */
        private List<long[]> dynamic(List<Segment> segments) throws IOException {
            List<long[]> entries = new ArrayList<>();
            for (Segment segment : segments) {
                if (segment.type() == PT_DYNAMIC) {
                    ByteBuffer section = read(segment.offset(), (int) Math.min(segment.size(), MOST_DYNAMIC));
                    int step = wide ? 16 : 8;
                    for (int at = 0; at + step <= section.limit(); at += step) {
                        entries.add(
                                wide
                                        ? new long[] {section.getLong(at), section.getLong(at + 8)}
                                        : new long[] {section.getInt(at), word(section, at + 4)});
                    }
                }
            }
            long strings = 0;
            for (long[] entry : entries) {
                if (entry[0] == DT_STRTAB) {
                    strings = inFile(segments, entry[1]);
                }
            }
            for (long[] entry : entries) {
                if (entry[0] == DT_NEEDED || entry[0] == DT_RPATH || entry[0] == DT_RUNPATH) {
                    entry[1] += strings;
                }
            }
            return entries;
        }

        private static long inFile(List<Segment> segments, long address) throws IOException {
            for (Segment segment : segments) {
                long distance = address - segment.address();
                if (segment.type() == PT_LOAD && distance >= 0 && distance < segment.size()) {
                    return segment.offset() + distance;
                }
            }
            throw new IOException("the string table lies in no segment");
        }

        private String string(long offset) throws IOException {
            ByteBuffer bytes = read(offset, LONGEST_STRING);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (bytes.hasRemaining()) {
                byte one = bytes.get();
                if (one == 0) {
                    break;
                }
                text.write(one);
            }
            return text.toString(StandardCharsets.UTF_8);
        }

        private ByteBuffer read(long offset, int length) throws IOException {
            if (offset < 0) {
                throw new IOException("an offset makes no sense");
            }
            ByteBuffer buffer = ByteBuffer.allocate(length).order(order);
            readFully(channel, buffer, offset);
            return buffer;
        }

        private static long word(ByteBuffer buffer, int at) {
            return buffer.getInt(at) & 0xFFFFFFFFL;
        }
    }
}

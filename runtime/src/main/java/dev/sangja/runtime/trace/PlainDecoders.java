package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers, texts, buffers and named values. */
final class PlainDecoders {
    private static final int LONGEST_WORD = 1024;
    private static final int MOST_WORDS = 64;
    private static final int MOST_VARIABLES = 512;
    private static final int MOST_IDS = 64;
    private static final int POINTER = 8;
    private static final int DATE_BYTES = 16;
    private static final int UTSNAME_FIELD = 65; // struct new_utsname of linux/utsname.h

    private final Constants constants;

    PlainDecoders(Constants constants) {
        this.constants = constants;
    }

    void register(DecoderRegistry registry) {
        registry.input("hidden", reference -> (value, call) -> ArgumentDecoder.UNUSED);
        registry.input("int", reference -> (value, call) -> new ArgumentValue.Whole((int) value));
        registry.input("uint", reference -> (value, call) -> new ArgumentValue.Whole(value & 0xffff_ffffL));
        registry.input("long", reference -> (value, call) -> new ArgumentValue.Whole(value));
        registry.input("size", reference -> (value, call) -> new ArgumentValue.Whole(value));
        registry.input("id", reference -> (value, call) -> id(value));
        registry.input("ids", reference -> (value, call) -> ids(value, call.argument(reference.index()), call));
        registry.input("hex", reference -> (value, call) -> new ArgumentValue.Symbol(hex(value)));
        registry.input("address", reference -> (value, call) -> new ArgumentValue.Address(value));
        registry.input("text", reference -> (value, call) -> call.text(value, CallView.LONGEST_TEXT));
        registry.input("bytes", reference -> (value, call) -> call.buffer(value, call.argument(reference.index())));
        registry.input("words", reference -> (value, call) -> words(value, call));
        registry.input("environment", reference -> (value, call) -> environment(value, call));
        registry.input("vectors", reference -> (value, call) -> vectors(value, call.argument(reference.index()), call));
        registry.input("time", reference -> (value, call) -> time(value, call));
        registry.input("limits", reference -> (value, call) -> limits(value, call));
        registry.input("flags", reference -> {
            Constants.FlagTable table = constants.flags(reference.text());
            return (value, call) -> table.decode(value);
        });
        registry.input("symbol", reference -> {
            Constants.SymbolTable table = constants.symbols(reference.text());
            return (value, call) -> table.decode(value);
        });
        registry.result("result", reference -> (value, call) -> call.buffer(value, call.result()));
        registry.result("string_result", reference -> (value, call) -> call.text(value, CallView.LONGEST_TEXT));
        registry.result("descriptor_pair", reference -> (value, call) -> descriptorPair(value, call));
        registry.result("utsname", reference -> (value, call) -> utsname(value, call));
    }

    static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    /** User and group ids are unsigned, but -1 means "leave it". */
    private static ArgumentValue id(long value) {
        return new ArgumentValue.Whole((int) value == -1 ? -1 : value & 0xffff_ffffL);
    }

    private static ArgumentValue ids(long address, long count, CallView call) {
        if (address == 0) {
            return new ArgumentValue.Address(0);
        }
        int read = (int) Math.min(Math.max(count, 0), MOST_IDS);
        return call.structure(address, 4 * read)
                .<ArgumentValue>map(buffer -> {
                    List<String> ids = new ArrayList<>();
                    for (int index = 0; index < read; index++) {
                        ids.add(Integer.toUnsignedString(buffer.getInt()));
                    }
                    if (count > read) {
                        ids.add("...");
                    }
                    return new ArgumentValue.Symbol(ids.toString());
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    private static ArgumentValue words(long address, CallView call) {
        if (address == 0) {
            return new ArgumentValue.Address(0);
        }
        List<String> words = new ArrayList<>();
        ByteBuffer pointers = call.pointers(address, MOST_WORDS + 1);
        while (pointers.remaining() >= POINTER) {
            long pointer = pointers.getLong();
            if (pointer == 0) {
                return new ArgumentValue.Words(words, false);
            }
            if (words.size() == MOST_WORDS || !(call.text(pointer, LONGEST_WORD) instanceof ArgumentValue.Text text)) {
                break;
            }
            words.add(text.cut() ? text.value() + "..." : text.value());
        }
        return words.isEmpty() ? new ArgumentValue.Address(address) : new ArgumentValue.Words(words, true);
    }

    /** Only counted, as strace(1) does it: it is long, seldom of interest, and may hold secrets. */
    private static ArgumentValue environment(long address, CallView call) {
        if (address == 0) {
            return new ArgumentValue.Address(0);
        }
        ByteBuffer pointers = call.pointers(address, MOST_VARIABLES);
        int count = 0;
        while (pointers.remaining() >= POINTER) {
            if (pointers.getLong() == 0) {
                return new ArgumentValue.Symbol(hex(address) + " /* " + count + " vars */");
            }
            count++;
        }
        return new ArgumentValue.Address(address);
    }

    /** The pieces that writev(2) writes, put together. */
    private static ArgumentValue vectors(long address, long count, CallView call) {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        long total = 0;
        for (int index = 0; index < Math.min(count, MOST_WORDS); index++) {
            var vector = call.structure(address + 16L * index, 16);
            if (vector.isEmpty()) {
                return new ArgumentValue.Address(address);
            }
            long base = vector.get().getLong();
            long length = vector.get().getLong();
            collected.writeBytes(call.bytes(base, Math.min(length, CallView.SHOWN_BYTES - collected.size())));
            total += length;
        }
        return new ArgumentValue.Text(CallView.utf8(collected.toByteArray()), total > collected.size());
    }

    private static ArgumentValue time(long address, CallView call) {
        return pair(address, call, "tv_sec", "tv_nsec");
    }

    private static ArgumentValue limits(long address, CallView call) {
        return pair(address, call, "rlim_cur", "rlim_max");
    }

    private static ArgumentValue pair(long address, CallView call, String first, String second) {
        return call.structure(address, DATE_BYTES)
                .<ArgumentValue>map(buffer -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put(first, number(buffer.getLong()));
                    fields.put(second, number(buffer.getLong()));
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    /** RLIM_INFINITY is the largest number of 64 bits. */
    private static String number(long value) {
        return value == -1 ? "RLIM64_INFINITY" : Long.toString(value);
    }

    private static ArgumentValue descriptorPair(long address, CallView call) {
        return call.structure(address, 8)
                .<ArgumentValue>map(pair -> new ArgumentValue.Symbol("[" + pair.getInt() + ", " + pair.getInt() + "]"))
                .orElseGet(() -> new ArgumentValue.Address(address));
    }

    private static ArgumentValue utsname(long address, CallView call) {
        return call.structure(address, 2 * UTSNAME_FIELD)
                .<ArgumentValue>map(buffer -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("sysname", call.text(address, UTSNAME_FIELD).render());
                    fields.put(
                            "nodename",
                            call.text(address + UTSNAME_FIELD, UTSNAME_FIELD).render());
                    fields.put("...", "");
                    return new ArgumentValue.Fields(fields);
                })
                .orElseGet(() -> new ArgumentValue.Address(address));
    }
}

package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.linux.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kernel's named values, from {@code constants.txt}. Immutable. */
final class Constants {
    private static final String FLAGS = "flags";
    private static final String SYMBOLS = "symbols";

    private final Map<String, FlagTable> flags = new HashMap<>();
    private final Map<String, SymbolTable> symbols = new HashMap<>();

    private Constants(Architecture architecture) {
        String suffix = "@" + architecture.name().toLowerCase(Locale.ROOT);
        String kind = "";
        String name = "";
        List<Named> values = new ArrayList<>();
        for (String line : Resource.lines("constants.txt")) {
            String[] fields = line.split(" ", 2);
            if (fields[0].equals(FLAGS) || fields[0].equals(SYMBOLS)) {
                add(kind, name, values);
                kind = fields[0];
                name = fields[1].endsWith(suffix) ? fields[1].substring(0, fields[1].indexOf('@')) : fields[1];
                values = new ArrayList<>();
            } else {
                values.add(new Named(Long.decode(fields[0]), fields[1]));
            }
        }
        add(kind, name, values);
    }

    /** The values of that architecture, read anew. */
    static Constants of(Architecture architecture) {
        return new Constants(architecture);
    }

    FlagTable flags(String name) {
        FlagTable table = flags.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table of flags is called " + name);
        }
        return table;
    }

    SymbolTable symbols(String name) {
        SymbolTable table = symbols.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table of symbols is called " + name);
        }
        return table;
    }

    private void add(String kind, String name, List<Named> values) {
        if (kind.equals(FLAGS)) {
            flags.put(name, new FlagTable(List.copyOf(values)));
        } else if (kind.equals(SYMBOLS)) {
            Map<Integer, String> names = new HashMap<>();
            values.forEach(value -> names.put((int) value.value(), value.name()));
            symbols.put(name, new SymbolTable(Map.copyOf(names)));
        }
    }

    /** A line of a table. */
    private record Named(long value, String name) {}

    /** Bits and groups of bits; where groups overlap, the larger comes first. */
    record FlagTable(List<Named> values) {
        ArgumentValue.Flags decode(long value) {
            if (value == 0) {
                return new ArgumentValue.Flags(zero(), 0);
            }
            List<String> names = new ArrayList<>();
            long rest = value;
            for (Named named : values) {
                if (named.value() != 0 && (rest & named.value()) == named.value()) {
                    names.add(named.name());
                    rest &= ~named.value();
                }
            }
            return new ArgumentValue.Flags(names, rest);
        }

        private List<String> zero() {
            return values.stream()
                    .filter(named -> named.value() == 0)
                    .map(Named::name)
                    .toList();
        }
    }

    /** Whole values, of 32 bits. */
    record SymbolTable(Map<Integer, String> names) {
        Optional<String> nameOf(int value) {
            return Optional.ofNullable(names.get(value));
        }

        /** The value's name; the value itself where nobody named it. */
        String render(int value) {
            return nameOf(value)
                    .orElseGet(() ->
                            value >= 0 && value < 4096 ? Integer.toString(value) : "0x" + Integer.toHexString(value));
        }

        ArgumentValue decode(long value) {
            return new ArgumentValue.Symbol(render((int) value));
        }
    }
}

package dev.sangja.runtime.docker.template;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes values as Go's encoding/json does. */
final class GoJson {
    private static final String INDENT = "    ";
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private boolean escapesHtml;

    private GoJson(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(GoValue value) {
        return new GoJson(false).written(value);
    }

    static String pretty(GoValue value) {
        return new GoJson(true).written(value);
    }

    private String written(GoValue value) {
        write(value, 0);
        return out.toString();
    }

    private void write(GoValue value, int depth) {
        if (value instanceof GoValue.Text text) {
            quote(text.value());
        } else if (value instanceof GoValue.Int number) {
            out.append(number.value());
        } else if (value instanceof GoValue.Real || value instanceof GoValue.Bool) {
            out.append(GoFormat.display(value));
        } else if (value instanceof GoValue.Sequence sequence && !sequence.absent()) {
            elements(sequence.values(), depth);
        } else if (value instanceof GoValue.Mapping mapping && !mapping.absent()) {
            members(mapping.values().entrySet().stream(), depth);
        } else if (value instanceof GoValue.Struct struct) {
            boolean row = !struct.type().isEmpty();
            escapesHtml |= row;
            Stream<Map.Entry<String, GoValue>> fields = struct.fields().stream()
                    .filter(field -> !(field.value() instanceof GoValue.Method))
                    .map(field -> Map.entry(field.json(), field.value()));
            members(row ? fields.sorted(Map.Entry.comparingByKey(Comparator.naturalOrder())) : fields, depth);
        } else {
            out.append("null");
        }
    }

    private void elements(List<GoValue> values, int depth) {
        out.append('[');
        boolean first = true;
        for (GoValue value : values) {
            separate(first, depth + 1);
            write(value, depth + 1);
            first = false;
        }
        close(first, depth, ']');
    }

    private void members(Stream<Map.Entry<String, GoValue>> entries, int depth) {
        out.append('{');
        boolean first = true;
        for (Iterator<Map.Entry<String, GoValue>> each = entries.iterator(); each.hasNext(); first = false) {
            Map.Entry<String, GoValue> entry = Objects.requireNonNull(each.next());
            separate(first, depth + 1);
            quote(entry.getKey());
            out.append(pretty ? ": " : ":");
            write(entry.getValue(), depth + 1);
        }
        close(first, depth, '}');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        line(depth);
    }

    private void close(boolean empty, int depth, char bracket) {
        if (!empty) {
            line(depth);
        }
        out.append(bracket);
    }

    private void line(int depth) {
        if (pretty) {
            out.append('\n').append(INDENT.repeat(depth));
        }
    }

    private void quote(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        boolean html = escapesHtml && (c == '<' || c == '>' || c == '&');
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                if (c < FIRST_PRINTABLE || c == 0x2028 || c == 0x2029 || html) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    // A lone surrogate is no character, and Go would not have it in a string.
                    out.appendCodePoint(surrogate ? 0xfffd : c);
                }
            }
        }
    }
}

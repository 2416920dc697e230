package dev.sangja.runtime.docker.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats values as Go's package fmt does, as far as templates need it. */
final class GoFormat {
    private static final String FLAGS = "+-# 0";
    private static final int WIDEST = 1_000;

    private GoFormat() {}

    /** As {@code %v} does, and as a template prints it. */
    static String display(GoValue value) {
        return value instanceof GoValue.Missing ? "<no value>" : plain(value);
    }

    private static String plain(GoValue value) {
        if (value instanceof GoValue.Text text) {
            return text.value();
        }
        if (value instanceof GoValue.Int number) {
            return Long.toString(number.value());
        }
        if (value instanceof GoValue.Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof GoValue.Real real) {
            return real(real.value());
        }
        if (value instanceof GoValue.Sequence sequence) {
            return sequence.values().stream().map(GoFormat::plain).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof GoValue.Mapping mapping) {
            return mapping.values().entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + plain(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (value instanceof GoValue.Struct struct) {
            return struct.fields().stream()
                    .filter(field -> !(field.value() instanceof GoValue.Method))
                    .map(field -> plain(field.value()))
                    .collect(Collectors.joining(" ", "{", "}"));
        }
        return "<nil>";
    }

    /** The name of its type in Go. */
    static String type(GoValue value) {
        if (value instanceof GoValue.Text) {
            return "string";
        }
        if (value instanceof GoValue.Int) {
            return "int";
        }
        if (value instanceof GoValue.Bool) {
            return "bool";
        }
        if (value instanceof GoValue.Real) {
            return "float64";
        }
        if (value instanceof GoValue.Sequence) {
            return "[]interface {}";
        }
        if (value instanceof GoValue.Struct struct && !struct.type().isEmpty()) {
            return struct.type();
        }
        return value instanceof GoValue.Nil || value instanceof GoValue.Missing ? "<nil>" : "map[string]interface {}";
    }

    /** As {@code fmt.Sprint}: a space between two operands of which neither is a string. */
    static String print(List<GoValue> values) {
        StringBuilder text = new StringBuilder();
        boolean afterText = true;
        for (GoValue value : values) {
            boolean isText = value instanceof GoValue.Text;
            append(text, afterText || isText ? "" : " ");
            append(text, plain(value));
            afterText = isText;
        }
        return text.toString();
    }

    /** As {@code fmt.Sprintln}. */
    static String println(List<GoValue> values) {
        return join(values, " ") + "\n";
    }

    /** The values with something between them. */
    static String join(List<GoValue> values, String separator) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            append(text, i == 0 ? "" : separator);
            append(text, plain(values.get(i)));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String more) {
        if (text.length() + more.length() > Executor.LONGEST_OUTPUT) {
            throw new FunctionProblem("result is longer than " + Executor.LONGEST_OUTPUT + " characters");
        }
        text.append(more);
    }

    /** As {@code fmt.Sprintf}, with its way of saying what does not fit. */
    static String printf(String format, List<GoValue> values) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                text.append(c);
                continue;
            }
            int start = at;
            while (at < format.length() && (FLAGS + ".123456789").indexOf(format.charAt(at)) >= 0) {
                at++;
            }
            if (at == format.length()) {
                return text.append("%!(NOVERB)").toString();
            }
            Layout layout = Layout.parse(format.substring(start, at));
            int verb = format.codePointAt(at);
            at += Character.charCount(verb);
            if (verb == '%') {
                text.append('%');
            } else if (used == values.size()) {
                text.append("%!").appendCodePoint(verb).append("(MISSING)");
            } else {
                append(text, layout.place(verb(verb, layout, values.get(used++))));
            }
        }
        if (used < values.size()) {
            text.append(values.subList(used, values.size()).stream()
                    .map(value -> type(value) + "=" + plain(value))
                    .collect(Collectors.joining(", ", "%!(EXTRA ", ")")));
        }
        return text.toString();
    }

    private static String verb(int verb, Layout layout, GoValue value) {
        if (verb == 'v') {
            return plain(value);
        }
        if (verb == 'T') {
            return type(value);
        }
        if (value instanceof GoValue.Sequence sequence) {
            return sequence.values().stream()
                    .map(element -> verb(verb, layout, element))
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof GoValue.Text text) {
            return text(verb, layout, text);
        }
        if (value instanceof GoValue.Int number) {
            return whole(verb, layout, number);
        }
        if (value instanceof GoValue.Real real && "eEfFgG".indexOf(verb) >= 0) {
            return Character.toLowerCase(verb) == 'g' && layout.precision() < 0
                    ? real(real.value())
                    : String.format(
                            Locale.ROOT,
                            "%." + layout.precisionOr(6)
                                    + Character.toString(verb).toLowerCase(Locale.ROOT),
                            real.value());
        }
        return value instanceof GoValue.Bool && verb == 't' ? plain(value) : wrong(verb, value);
    }

    private static String text(int verb, Layout layout, GoValue.Text text) {
        String value = text.value();
        int points = value.codePointCount(0, value.length());
        String cut = layout.precision() >= 0 && layout.precision() < points
                ? value.substring(0, value.offsetByCodePoints(0, layout.precision()))
                : value;
        return switch (verb) {
            case 's' -> cut;
            case 'q' -> GoJson.compact(GoValue.of(cut));
            case 'x' -> HexFormat.of().formatHex(cut.getBytes(UTF_8));
            case 'X' -> HexFormat.of().withUpperCase().formatHex(cut.getBytes(UTF_8));
            default -> wrong(verb, text);
        };
    }

    private static String whole(int verb, Layout layout, GoValue.Int number) {
        long value = number.value();
        String digits = switch (verb) {
            case 'd' -> Long.toString(Math.abs(value));
            case 'x' -> Long.toHexString(Math.abs(value));
            case 'X' -> Long.toHexString(Math.abs(value)).toUpperCase(Locale.ROOT);
            case 'o' -> Long.toOctalString(Math.abs(value));
            case 'b' -> Long.toBinaryString(Math.abs(value));
            default -> "";
        };
        if (verb == 'c' && Character.isValidCodePoint((int) value)) {
            return Character.toString((int) value);
        }
        if (digits.isEmpty()) {
            return wrong(verb, number);
        }
        String sign = value < 0 ? "-" : layout.has('+') ? "+" : layout.has(' ') ? " " : "";
        int zeros = layout.has('0') && !layout.has('-') ? layout.width() - sign.length() - digits.length() : 0;
        return sign + "0".repeat(Math.max(0, zeros)) + digits;
    }

    private static String wrong(int verb, GoValue value) {
        return "%!" + Character.toString(verb) + "(" + type(value) + "=" + plain(value) + ")";
    }

    private static String real(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace("E", "e");
    }

    /**
     * The flags of a verb, and its sizes.
     *
     * @param precision -1 if there is none
     */
    private record Layout(String flags, int width, int precision) {
        static Layout parse(String text) {
            int digits = 0;
            while (digits < text.length() && FLAGS.indexOf(text.charAt(digits)) >= 0) {
                digits++;
            }
            String sizes = text.substring(digits);
            int dot = sizes.indexOf('.');
            String width = dot < 0 ? sizes : sizes.substring(0, dot);
            return new Layout(text.substring(0, digits), size(width), dot < 0 ? -1 : size(sizes.substring(dot + 1)));
        }

        private static int size(String text) {
            String digits = text.replaceAll("\\D.*", "");
            if (digits.isEmpty()) {
                return 0;
            }
            return digits.length() > 6 ? WIDEST : Math.min(Integer.parseInt(digits), WIDEST);
        }

        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }

        int precisionOr(int other) {
            return precision < 0 ? other : precision;
        }

        String place(String text) {
            String space = " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
            return has('-') ? text + space : space + text;
        }
    }
}

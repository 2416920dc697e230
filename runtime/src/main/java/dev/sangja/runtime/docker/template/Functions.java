package dev.sangja.runtime.docker.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The functions of text/template, and those that Docker adds. */
final class Functions {
    private static final int ANY = -1;
    private static final int MOST_PARTS = 10_000;
    private static final int LARGEST_NUMBER = 10_000;

    /** A function and how many arguments it takes. */
    private record Entry(int least, int most, Function<List<GoValue>, GoValue> body) {}

    private static final Map<String, Entry> ENTRIES = Map.ofEntries(
            Map.entry("not", new Entry(1, 1, a -> GoValue.of(!a.get(0).truth()))),
            Map.entry("len", new Entry(1, 1, a -> GoValue.of(length(a.get(0))))),
            Map.entry("index", new Entry(1, ANY, Functions::index)),
            Map.entry("slice", new Entry(1, 4, Functions::slice)),
            Map.entry("print", new Entry(0, ANY, a -> GoValue.of(GoFormat.print(a)))),
            Map.entry("println", new Entry(0, ANY, a -> GoValue.of(GoFormat.println(a)))),
            Map.entry(
                    "printf", new Entry(1, ANY, a -> GoValue.of(GoFormat.printf(text(a, 0), a.subList(1, a.size()))))),
            Map.entry("html", new Entry(0, ANY, a -> GoValue.of(html(GoFormat.print(a))))),
            Map.entry("js", new Entry(0, ANY, a -> GoValue.of(javaScript(GoFormat.print(a))))),
            Map.entry("urlquery", new Entry(0, ANY, a -> GoValue.of(URLEncoder.encode(GoFormat.print(a), UTF_8)))),
            Map.entry("eq", new Entry(1, ANY, a -> GoValue.of(Comparison.anyEqual(a)))),
            Map.entry("ne", new Entry(2, 2, a -> GoValue.of(!Comparison.equal(a.get(0), a.get(1))))),
            Map.entry("lt", new Entry(2, 2, a -> GoValue.of(Comparison.order(a.get(0), a.get(1)) < 0))),
            Map.entry("le", new Entry(2, 2, a -> GoValue.of(Comparison.order(a.get(0), a.get(1)) <= 0))),
            Map.entry("gt", new Entry(2, 2, a -> GoValue.of(Comparison.order(a.get(0), a.get(1)) > 0))),
            Map.entry("ge", new Entry(2, 2, a -> GoValue.of(Comparison.order(a.get(0), a.get(1)) >= 0))),
            Map.entry("json", new Entry(1, 1, a -> GoValue.of(GoJson.compact(a.get(0))))),
            Map.entry("split", new Entry(2, 2, a -> split(text(a, 0), text(a, 1)))),
            Map.entry("join", new Entry(2, 2, a -> GoValue.of(join(a.get(0), text(a, 1))))),
            Map.entry("upper", new Entry(1, 1, a -> GoValue.of(text(a, 0).toUpperCase(Locale.ROOT)))),
            Map.entry("lower", new Entry(1, 1, a -> GoValue.of(text(a, 0).toLowerCase(Locale.ROOT)))),
            Map.entry("title", new Entry(1, 1, a -> GoValue.of(title(text(a, 0))))),
            Map.entry("pad", new Entry(3, 3, a -> GoValue.of(pad(text(a, 0), whole(a, 1), whole(a, 2))))),
            Map.entry("truncate", new Entry(2, 2, a -> GoValue.of(truncate(text(a, 0), whole(a, 1))))));

    /** Every function's name; {@code and} and {@code or} are the executor's own. */
    static final Set<String> NAMES;

    static {
        Set<String> names = new HashSet<>(ENTRIES.keySet());
        names.add("and");
        names.add("or");
        NAMES = Set.copyOf(names);
    }

    private Functions() {}

    static GoValue call(String name, List<GoValue> arguments) {
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new FunctionProblem("function \"" + name + "\" not defined");
        }
        int count = arguments.size();
        if (count < entry.least() || (entry.most() != ANY && count > entry.most())) {
            String least = entry.least() == entry.most() ? "want " : "want at least ";
            throw new FunctionProblem(
                    "wrong number of args for " + name + ": " + least + entry.least() + " got " + count);
        }
        try {
            GoValue value = entry.body().apply(arguments);
            if (value instanceof GoValue.Text text && text.value().length() > Executor.LONGEST_OUTPUT) {
                throw new FunctionProblem("result is longer than " + Executor.LONGEST_OUTPUT + " characters");
            }
            return value;
        } catch (FunctionProblem problem) {
            throw new FunctionProblem("error calling " + name + ": " + problem.reason());
        }
    }

    private static String text(List<GoValue> arguments, int at) {
        if (arguments.get(at) instanceof GoValue.Text text) {
            return text.value();
        }
        throw new FunctionProblem("expected string; found " + GoFormat.display(arguments.get(at)));
    }

    private static int whole(List<GoValue> arguments, int at) {
        if (arguments.get(at) instanceof GoValue.Int number
                && number.value() >= 0
                && number.value() <= LARGEST_NUMBER) {
            return (int) number.value();
        }
        throw new FunctionProblem("expected integer; found " + GoFormat.display(arguments.get(at)));
    }

    private static long length(GoValue value) {
        if (value instanceof GoValue.Text text) {
            return text.value().getBytes(UTF_8).length;
        }
        if (value instanceof GoValue.Sequence sequence) {
            return sequence.values().size();
        }
        if (value instanceof GoValue.Mapping mapping) {
            return mapping.values().size();
        }
        throw new FunctionProblem("len of type " + GoFormat.type(value));
    }

    private static GoValue index(List<GoValue> arguments) {
        GoValue value = arguments.get(0);
        for (GoValue key : arguments.subList(1, arguments.size())) {
            value = element(value, key);
        }
        return value;
    }

    private static GoValue element(GoValue value, GoValue key) {
        if (value instanceof GoValue.Mapping mapping) {
            if (!(key instanceof GoValue.Text name)) {
                throw new FunctionProblem("value has type " + GoFormat.type(key) + "; should be string");
            }
            GoValue found = mapping.values().get(name.value());
            boolean texts = mapping.values().values().stream().allMatch(GoValue.Text.class::isInstance);
            return found != null ? found : texts ? GoValue.of("") : new GoValue.Missing();
        }
        if (value instanceof GoValue.Sequence sequence) {
            if (!(key instanceof GoValue.Int place)) {
                throw new FunctionProblem("cannot index slice/array with type " + GoFormat.type(key));
            }
            if (place.value() < 0 || place.value() >= sequence.values().size()) {
                throw new FunctionProblem("index out of range: " + place.value());
            }
            return sequence.values().get((int) place.value());
        }
        if (value instanceof GoValue.Nil || value instanceof GoValue.Missing) {
            throw new FunctionProblem("index of untyped nil");
        }
        throw new FunctionProblem("can't index item of type " + GoFormat.type(value));
    }

    private static GoValue slice(List<GoValue> arguments) {
        GoValue value = arguments.get(0);
        int length = value instanceof GoValue.Text text
                ? text.value().length()
                : value instanceof GoValue.Sequence sequence ? sequence.values().size() : -1;
        if (length < 0) {
            throw new FunctionProblem("can't slice item of type " + GoFormat.type(value));
        }
        int from = arguments.size() > 1 ? whole(arguments, 1) : 0;
        int to = arguments.size() > 2 ? whole(arguments, 2) : length;
        if (from > length || to > length) {
            throw new FunctionProblem("index out of range: " + Math.max(from, to));
        }
        if (from > to) {
            throw new FunctionProblem("invalid slice index: " + from + " > " + to);
        }
        return value instanceof GoValue.Text text
                ? GoValue.of(text.value().substring(from, to))
                : GoValue.list(((GoValue.Sequence) value).values().subList(from, to));
    }

    private static GoValue split(String text, String separator) {
        // One more than is allowed, to see that there are too many.
        List<String> parts = separator.isEmpty()
                ? text.codePoints()
                        .limit(MOST_PARTS + 1L)
                        .mapToObj(Character::toString)
                        .toList()
                : Arrays.asList(text.split(Pattern.quote(separator), MOST_PARTS + 1));
        if (parts.size() > MOST_PARTS) {
            throw new FunctionProblem("more than " + MOST_PARTS + " parts");
        }
        return GoValue.texts(parts);
    }

    private static String join(GoValue list, String separator) {
        if (list instanceof GoValue.Sequence sequence) {
            return GoFormat.join(sequence.values(), separator);
        }
        throw new FunctionProblem("expected []string; found " + GoFormat.display(list));
    }

    private static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean start = true;
        for (int codePoint : text.codePoints().toArray()) {
            title.appendCodePoint(start ? Character.toTitleCase(codePoint) : codePoint);
            start = Character.isWhitespace(codePoint);
        }
        return title.toString();
    }

    private static String pad(String text, int before, int after) {
        return text.isEmpty() ? text : " ".repeat(before) + text + " ".repeat(after);
    }

    private static String truncate(String text, int length) {
        return text.codePointCount(0, text.length()) < length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static String javaScript(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\"", "\\\"")
                .replace("<", "\\u003C")
                .replace(">", "\\u003E")
                .replace("&", "\\u0026")
                .replace("=", "\\u003D")
                .replace("\n", "\\u000A");
    }
}

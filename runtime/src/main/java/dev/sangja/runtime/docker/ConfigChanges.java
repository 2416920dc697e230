package dev.sangja.runtime.docker;

import dev.sangja.runtime.store.ExecutionBuilder;
import dev.sangja.runtime.store.ImageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code --change} asks of an image's configuration, in the words of a Dockerfile: {@code CMD},
 * {@code ENTRYPOINT}, {@code ENV}, {@code EXPOSE}, {@code LABEL}, {@code ONBUILD}, {@code STOPSIGNAL}, {@code USER},
 * {@code VOLUME} and {@code WORKDIR}. Immutable.
 */
final class ConfigChanges implements UnaryOperator<ImageConfig.Execution> {
    private static final Set<String> KNOWN =
            Set.of("CMD", "ENTRYPOINT", "ENV", "EXPOSE", "LABEL", "ONBUILD", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");
    private static final Pattern JSON_WORDS =
            Pattern.compile("\\[\\s*(?:(?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)(?:,\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*)*)?]");
    private static final Pattern JSON_WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PAIR =
            Pattern.compile("([^\\s=]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|(?:[^\\s\\\\]|\\\\.)*)\\s*");

    private final List<Change> changes;

    private record Change(String word, String rest) {}

    private ConfigChanges(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    /** Reads them; a {@link VerbFailure} for what is no such instruction. */
    static ConfigChanges parse(List<String> texts) {
        List<Change> changes = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.strip().split("\\s+", 2);
            String word = parts[0].toUpperCase(Locale.ROOT);
            if (!KNOWN.contains(word)) {
                throw new VerbFailure(
                        "Error response from daemon: "
                                + (word.isEmpty()
                                        ? "file with no instructions"
                                        : word.toLowerCase(Locale.ROOT) + " is not a valid change command"),
                        1);
            }
            if (parts.length < 2) {
                throw new VerbFailure("Error response from daemon: " + word + " requires at least one argument", 1);
            }
            changes.add(new Change(word, parts[1].strip()));
        }
        return new ConfigChanges(changes);
    }

    @Override
    public ImageConfig.Execution apply(ImageConfig.Execution before) {
        ImageConfig.Execution now = before;
        for (Change change : changes) {
            now = apply(change, now);
        }
        return now;
    }

    private static ImageConfig.Execution apply(Change change, ImageConfig.Execution before) {
        ExecutionBuilder to = before.change();
        String rest = change.rest();
        switch (change.word()) {
            case "CMD" -> to.command(command(rest));
            case "ENTRYPOINT" -> to.entryPoint(command(rest));
            case "ENV" -> to.environment(environment(before.environment(), pairs(rest)));
            case "EXPOSE" -> to.exposedPorts(with(before.exposedPorts(), ports(rest)));
            case "LABEL" -> {
                Map<String, String> labels = new TreeMap<>(before.labels());
                labels.putAll(pairs(rest));
                to.labels(labels);
            }
            case "ONBUILD" -> {
                List<String> all = new ArrayList<>(before.onBuild());
                all.add(rest);
                to.onBuild(all);
            }
            case "STOPSIGNAL" -> to.stopSignal(rest);
            case "USER" -> to.user(rest);
            case "VOLUME" -> to.volumes(with(before.volumes(), words(rest)));
            default -> to.workingDirectory(directory(before.workingDirectory(), rest));
        }
        return to.build();
    }

    private static List<String> command(String text) {
        return JSON_WORDS.matcher(text).matches() ? words(text) : List.of("/bin/sh", "-c", text);
    }

    private static List<String> words(String text) {
        if (!JSON_WORDS.matcher(text).matches()) {
            return List.of(text.split("\\s+"));
        }
        return JSON_WORD
                .matcher(text)
                .results()
                .map(word -> unescape(word.group(1)))
                .toList();
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replaceAll("\\\\(.)", "$1");
    }

    private static List<String> ports(String text) {
        return words(text).stream()
                .map(port -> port.contains("/") ? port.toLowerCase(Locale.ROOT) : port + "/tcp")
                .toList();
    }

    /** Reads {@code a=b c="d e"}, or the older {@code a b}. */
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!pair.find(at) || pair.start() != at) {
                String[] older = text.split("\\s+", 2);
                if (older.length < 2 || !pairs.isEmpty()) {
                    throw new VerbFailure(
                            "Error response from daemon: Syntax error - can't find = in " + "\""
                                    + text.substring(at).split("\\s+", 2)[0] + "\". Must be of the form: name=value",
                            1);
                }
                return Map.of(older[0], older[1]);
            }
            pairs.put(pair.group(1), unquote(pair.group(2)));
            at = pair.end();
        }
        return pairs;
    }

    private static String unquote(String text) {
        if (text.length() > 1 && text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        String inner = text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
        return inner.replaceAll("\\\\(.)", "$1");
    }

    private static List<String> environment(List<String> before, Map<String, String> pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String entry : before) {
            int equals = entry.indexOf('=');
            all.put(equals < 0 ? entry : entry.substring(0, equals), entry);
        }
        pairs.forEach((name, value) -> all.put(name, name + "=" + value));
        return List.copyOf(all.values());
    }

    private static Map<String, Map<String, String>> with(Map<String, Map<String, String>> before, List<String> more) {
        Map<String, Map<String, String>> all = new TreeMap<>(before);
        more.forEach(key -> all.put(key, Map.of()));
        return all;
    }

    private static String directory(String before, String wanted) {
        return wanted.startsWith("/") ? wanted : (before.endsWith("/") ? before : before + "/") + wanted;
    }
}

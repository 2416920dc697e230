package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one {@code RUN --mount} puts into the file system of its command.
 *
 * @param type what it is
 * @param from the stage or image that a bind or a cache comes from; empty for the context, or for an empty cache
 * @param source the path there
 * @param target the path in the command's file system; for a secret without one, below {@code /run/secrets}
 * @param id under which a cache, secret or agent is known
 * @param readOnly whether the command may not write; what it writes to a bind is lost anyway
 * @param values the other values by name: {@code sharing}, {@code size}, {@code mode}, {@code uid}, {@code gid},
 *     {@code required}, {@code env}
 */
public record RunMount(
        Type type,
        Optional<String> from,
        String source,
        String target,
        String id,
        boolean readOnly,
        Map<String, String> values) {
    /** What can be mounted. */
    public enum Type {
        BIND,
        CACHE,
        TMPFS,
        SECRET,
        SSH;

        private Set<String> keys() {
            return switch (this) {
                case BIND -> Set.of("target", "source", "from", "readwrite");
                case CACHE -> Set.of("id", "target", "readonly", "sharing", "from", "source", "mode", "uid", "gid");
                case TMPFS -> Set.of("target", "size");
                case SECRET -> Set.of("id", "target", "required", "mode", "uid", "gid", "env");
                case SSH -> Set.of("id", "target", "required", "mode", "uid", "gid");
            };
        }
    }

    private static final Map<String, String> SYNONYMS =
            Map.of("src", "source", "dst", "target", "destination", "target", "ro", "readonly", "rw", "readwrite");
    private static final Set<String> BOOLEANS = Set.of("readonly", "readwrite", "required");

    public RunMount {
        values = Map.copyOf(values);
    }

    /** Refuses what could not be a mount whatever its variables stand for. */
    static void check(String text, SourceSpan span) {
        parse(text, UnaryOperator.identity(), span);
    }

    /**
     * Reads the value of {@code --mount}.
     *
     * @param expand replaces variables
     * @param span where it stands, for the {@link ProblemException} if it cannot be used
     */
    public static RunMount parse(String text, UnaryOperator<String> expand, SourceSpan span) {
        Map<String, String> found = new HashMap<>();
        for (String field : fields(text)) {
            int equals = field.indexOf('=');
            String key =
                    field.substring(0, equals < 0 ? field.length() : equals).toLowerCase(Locale.ROOT);
            String name = SYNONYMS.getOrDefault(key, key);
            if (equals < 0 && !BOOLEANS.contains(name)) {
                throw refused(span, "invalid field '" + field + "' must be a key=value pair");
            }
            found.put(name, equals < 0 ? "true" : expand.apply(field.substring(equals + 1)));
        }
        Type type = type(found.getOrDefault("type", "bind"), span);
        found.remove("type");
        if (found.containsKey("readwrite") && type == Type.CACHE) {
            found.putIfAbsent("readonly", found.get("readwrite").equals("true") ? "false" : "true");
            found.remove("readwrite");
        }
        if (type == Type.BIND && found.containsKey("readonly")) {
            found.putIfAbsent("readwrite", found.get("readonly").equals("true") ? "false" : "true");
            found.remove("readonly");
        }
        for (String key : found.keySet()) {
            if (!type.keys().contains(key)) {
                throw refused(
                        span,
                        "unexpected key '" + key + "' for mount type '" + lower(type) + "'"
                                + Suggestion.text(key, type.keys()));
            }
        }
        return of(type, found, span);
    }

    private static RunMount of(Type type, Map<String, String> found, SourceSpan span) {
        String target = found.getOrDefault("target", "");
        String id = found.getOrDefault("id", "");
        if (target.isEmpty() && type != Type.SECRET && type != Type.SSH) {
            throw refused(span, "target required for mount type '" + lower(type) + "'");
        }
        if (type == Type.SECRET) {
            if (target.isEmpty() && id.isEmpty() && !found.containsKey("env")) {
                throw refused(span, "invalid secret mount. one of source, target required");
            }
            id = id.isEmpty() ? target.substring(target.lastIndexOf('/') + 1) : id;
            target = target.isEmpty() && !found.containsKey("env") ? "/run/secrets/" + id : target;
        }
        String sharing = found.getOrDefault("sharing", "shared");
        if (!Set.of("shared", "private", "locked").contains(sharing) && sharing.indexOf('$') < 0) {
            throw refused(span, "unsupported sharing value '" + sharing + "'");
        }
        for (String number : List.of("uid", "gid")) {
            numeric(found, number, "[0-9]{1,9}", span);
        }
        numeric(found, "mode", "0?[0-7]{1,4}", span);
        numeric(found, "size", "(?i)[0-9]{1,12}[bkmgt]?b?", span);
        boolean readOnly = type == Type.BIND
                ? !found.getOrDefault("readwrite", "false").equals("true")
                : found.getOrDefault("readonly", "false").equals("true");
        return new RunMount(
                type,
                Optional.ofNullable(found.get("from")),
                found.getOrDefault("source", "/"),
                target,
                id.isEmpty() ? target : id,
                readOnly,
                found);
    }

    private static void numeric(Map<String, String> found, String key, String form, SourceSpan span) {
        String value = found.getOrDefault(key, "0");
        if (!value.matches(form) && value.indexOf('$') < 0) {
            throw refused(span, "invalid value '" + value + "' for " + key);
        }
    }

    private static Type type(String name, SourceSpan span) {
        for (Type type : Type.values()) {
            if (lower(type).equals(name)) {
                return type;
            }
        }
        throw refused(span, "unsupported mount type '" + name + "'");
    }

    private static String lower(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException refused(SourceSpan span, String why) {
        return ProblemException.of(Mistake.BAD_MOUNT, span, why);
    }

    /** The fields between the commas; a field in double quotes may hold some. */
    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(next);
            }
        }
        fields.add(field.toString());
        fields.removeIf(String::isEmpty);
        return fields;
    }
}

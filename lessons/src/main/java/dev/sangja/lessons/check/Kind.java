package dev.sangja.lessons.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The kinds of values in conditions, each with the fields that a writer may ask for. */
enum Kind {
    TRUTH,
    NUMBER,
    TEXT,
    LIST(Map.of("size", NUMBER)),
    PLACE,
    PROCESS(Map.of(
            "pid", NUMBER,
            "nspid", NUMBER,
            "parent", NUMBER,
            "uid", NUMBER,
            "command", TEXT,
            "args", TEXT,
            "state", TEXT,
            "cgroup", TEXT)),
    CONTAINER(
            Map.ofEntries(
                    Map.entry("name", TEXT),
                    Map.entry("id", TEXT),
                    Map.entry("image", TEXT),
                    Map.entry("state", TEXT),
                    Map.entry("running", TRUTH),
                    Map.entry("pid", NUMBER),
                    Map.entry("exit", NUMBER),
                    Map.entry("oom", TRUTH),
                    Map.entry("seconds", NUMBER),
                    Map.entry("digest", TEXT),
                    Map.entry("bytes", NUMBER),
                    Map.entry("ip", TEXT),
                    Map.entry("log", TEXT),
                    Map.entry("health", TEXT)),
            Map.of("up", TEXT, "lower", TEXT, "env", TEXT, "ports", TEXT, "checks", NUMBER)),
    FILE(Map.of(
            "type", TEXT,
            "mode", TEXT,
            "uid", NUMBER,
            "gid", NUMBER,
            "size", NUMBER,
            "device", TEXT,
            "target", TEXT,
            "text", TEXT,
            "executable", TRUTH)),
    PROBE(Map.of("exit", NUMBER, "output", TEXT)),
    HTTP(Map.of("status", NUMBER, "body", TEXT, "failure", TEXT)),
    VOLUME(Map.of("name", TEXT, "anonymous", TRUTH, "bytes", NUMBER), Map.of("users", TEXT)),
    LAYER(Map.of("number", NUMBER, "digest", TEXT, "size", NUMBER, "by", TEXT)),
    STEP(Map.of("by", TEXT, "empty", TRUTH)),
    IMAGE(
            Map.of(
                    "name", TEXT,
                    "id", TEXT,
                    "digest", TEXT,
                    "size", NUMBER,
                    "user", TEXT,
                    "workdir", TEXT,
                    "signal", TEXT),
            Map.of(
                    "layers", LAYER,
                    "history", STEP,
                    "env", TEXT,
                    "labels", TEXT,
                    "onbuild", TEXT,
                    "entrypoint", TEXT,
                    "cmd", TEXT,
                    "volumes", TEXT,
                    "ports", TEXT)),
    INSTRUCTION(Map.of(
            "name", TEXT,
            "text", TEXT,
            "line", NUMBER,
            "cached", TRUTH,
            "trigger", TRUTH,
            "seconds", NUMBER,
            "layer", TEXT,
            "config", TEXT)),
    BUILD(
            Map.of(
                    "file", TEXT,
                    "context", TEXT,
                    "outcome", TEXT,
                    "image", TEXT,
                    "seconds", NUMBER,
                    "line", NUMBER,
                    "exit", NUMBER,
                    "message", TEXT),
            Map.of("tags", TEXT, "steps", INSTRUCTION, "warnings", TEXT)),
    RUN(Map.of("exit", NUMBER, "output", TEXT, "errors", TEXT)),
    MOUNT(Map.of("point", TEXT, "type", TEXT, "source", TEXT, "root", TEXT, "options", TEXT)),
    LINK(Map.of("name", TEXT, "up", TRUTH, "master", TEXT, "addresses", TEXT)),
    CALL(Map.of("pid", NUMBER, "command", TEXT, "line", TEXT, "milliseconds", NUMBER)),
    SYMBOLS;

    @SuppressWarnings("ImmutableEnumChecker") // Only Map.of is given to the constructor.
    private final Map<String, Kind> fields;

    @SuppressWarnings("ImmutableEnumChecker") // As above.
    private final Map<String, Kind> lists;

    Kind() {
        this(Map.of());
    }

    Kind(Map<String, Kind> fields) {
        this(fields, Map.of());
    }

    Kind(Map<String, Kind> fields, Map<String, Kind> lists) {
        this.fields = fields;
        this.lists = lists;
    }

    /** Its fields by name. */
    Map<String, Type> fields() {
        Map<String, Type> all = new HashMap<>();
        fields.forEach((name, kind) -> all.put(name, Type.of(kind)));
        lists.forEach((name, element) -> all.put(name, Type.listOf(element)));
        return all;
    }

    /** Whether it names a place where files, commands and namespaces can be looked at. */
    boolean isPlace() {
        return this == PLACE || this == PROCESS || this == CONTAINER;
    }

    /** Its name in messages to lesson writers. */
    String noun() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sangja.lessons.check;

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
    CONTAINER(Map.of(
            "name", TEXT,
            "id", TEXT,
            "image", TEXT,
            "state", TEXT,
            "running", TRUTH,
            "pid", NUMBER,
            "exit", NUMBER,
            "oom", TRUTH,
            "seconds", NUMBER)),
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
    RUN(Map.of("exit", NUMBER, "output", TEXT, "errors", TEXT)),
    MOUNT(Map.of("point", TEXT, "type", TEXT, "source", TEXT, "root", TEXT, "options", TEXT)),
    LINK(Map.of("name", TEXT, "up", TRUTH, "master", TEXT, "addresses", TEXT)),
    CALL(Map.of("pid", NUMBER, "command", TEXT, "line", TEXT, "milliseconds", NUMBER)),
    SYMBOLS;

    @SuppressWarnings("ImmutableEnumChecker") // Only Map.of is given to the constructor.
    private final Map<String, Kind> fields;

    Kind() {
        this(Map.of());
    }

    Kind(Map<String, Kind> fields) {
        this.fields = fields;
    }

    /** Its fields by name. */
    Map<String, Kind> fields() {
        return fields;
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

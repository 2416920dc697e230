package dev.sangja.runtime.docker.flag;

import java.util.List;
import java.util.Map;

/** A command line that has been read: the flags that were given, and the arguments. Immutable. */
public final class ParsedFlags {
    private final Map<Flag<?>, Object> values;
    private final List<String> arguments;
    private final boolean help;

    ParsedFlags(Map<Flag<?>, Object> values, List<String> arguments, boolean help) {
        this.values = Map.copyOf(values);
        this.arguments = List.copyOf(arguments);
        this.help = help;
    }

    /** The flag's value, or its initial one. */
    @SuppressWarnings("unchecked") // A value is only ever put in under a flag of its own type.
    public <T> T get(Flag<T> flag) {
        return (T) values.getOrDefault(flag, flag.initial());
    }

    /** Whether the flag was given. */
    public boolean has(Flag<?> flag) {
        return values.containsKey(flag);
    }

    /** Whether any flag was given. */
    public boolean hasAny() {
        return !values.isEmpty();
    }

    /** What is left. */
    public List<String> arguments() {
        return arguments;
    }

    /** Whether {@code --help} was given. */
    public boolean help() {
        return help;
    }
}

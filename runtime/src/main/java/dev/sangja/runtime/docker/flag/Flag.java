package dev.sangja.runtime.docker.flag;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A flag.
 *
 * @param name without its dashes
 * @param shorthand its one letter, if it has one
 * @param initial its value where it is not given
 */
public record Flag<T>(String name, Optional<Character> shorthand, FlagKind<T> kind, T initial) {
    public Flag {
        requireNonNull(name, "name");
        requireNonNull(shorthand, "shorthand");
        requireNonNull(kind, "kind");
        requireNonNull(initial, "initial");
    }

    public static Flag<Boolean> toggle(String name) {
        return new Flag<>(name, Optional.empty(), FlagKind.SWITCH, false);
    }

    public static Flag<Boolean> toggle(char shorthand, String name) {
        return new Flag<>(name, Optional.of(shorthand), FlagKind.SWITCH, false);
    }

    public static Flag<String> text(String name) {
        return new Flag<>(name, Optional.empty(), FlagKind.TEXT, "");
    }

    public static Flag<String> text(char shorthand, String name) {
        return new Flag<>(name, Optional.of(shorthand), FlagKind.TEXT, "");
    }

    public static Flag<Optional<String>> optional(String name) {
        return new Flag<>(name, Optional.empty(), FlagKind.OPTIONAL_TEXT, Optional.empty());
    }

    public static Flag<Optional<String>> optional(char shorthand, String name) {
        return new Flag<>(name, Optional.of(shorthand), FlagKind.OPTIONAL_TEXT, Optional.empty());
    }

    public static Flag<OptionalLong> whole(String name) {
        return new Flag<>(name, Optional.empty(), FlagKind.WHOLE, OptionalLong.empty());
    }

    public static Flag<OptionalLong> whole(char shorthand, String name) {
        return new Flag<>(name, Optional.of(shorthand), FlagKind.WHOLE, OptionalLong.empty());
    }

    public static Flag<List<String>> list(String name) {
        return new Flag<>(name, Optional.empty(), FlagKind.LIST, List.of());
    }

    public static Flag<List<String>> list(char shorthand, String name) {
        return new Flag<>(name, Optional.of(shorthand), FlagKind.LIST, List.of());
    }

    /** As messages name it: {@code -m, --memory}. */
    String shown() {
        return shorthand.map(letter -> "-" + letter + ", ").orElse("") + "--" + name;
    }
}

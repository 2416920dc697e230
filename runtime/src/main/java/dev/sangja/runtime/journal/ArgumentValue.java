package dev.sangja.runtime.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The decoded value of one system call argument.
 *
 * <p>Every case renders itself in the notation of strace(1), because that is what a learner meets elsewhere.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ArgumentValue.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = ArgumentValue.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ArgumentValue.Words.class, name = "words"),
    @JsonSubTypes.Type(value = ArgumentValue.Flags.class, name = "flags"),
    @JsonSubTypes.Type(value = ArgumentValue.Symbol.class, name = "symbol"),
    @JsonSubTypes.Type(value = ArgumentValue.Address.class, name = "address"),
    @JsonSubTypes.Type(value = ArgumentValue.Fields.class, name = "fields"),
})
public sealed interface ArgumentValue {
    /** The value as strace(1) would print it. */
    String render();

    /** A whole number: a size, a descriptor, a process id. */
    record Whole(long value) implements ArgumentValue {
        @Override
        public String render() {
            return Long.toString(value);
        }
    }

    /** A string or a path, rendered in quotes; {@code cut} says that the traced process passed more than was read. */
    record Text(String value, boolean cut) implements ArgumentValue {
        public Text {
            requireNonNull(value, "value");
        }

        @Override
        public String render() {
            return Quoting.quote(value) + (cut ? "..." : "");
        }
    }

    /** A vector of strings such as argv; {@code cut} says that there were more than were read. */
    record Words(List<String> values, boolean cut) implements ArgumentValue {
        public Words {
            values = List.copyOf(values);
        }

        @Override
        public String render() {
            return values.stream().map(Quoting::quote).collect(Collectors.joining(", ", "[", cut ? ", ...]" : "]"));
        }
    }

    /** A set of flags by their header names, with the bits nobody named as a remainder. */
    record Flags(List<String> names, long remainder) implements ArgumentValue {
        public Flags {
            names = List.copyOf(names);
        }

        @Override
        public String render() {
            String known = String.join("|", names);
            if (remainder == 0) {
                return known.isEmpty() ? "0" : known;
            }
            String rest = "0x" + Long.toHexString(remainder);
            return known.isEmpty() ? rest : known + "|" + rest;
        }
    }

    /** A value that is a name in the headers: {@code SIGTERM}, {@code AT_FDCWD}, {@code RTM_NEWLINK}. */
    record Symbol(String name) implements ArgumentValue {
        public Symbol {
            requireNonNull(name, "name");
        }

        @Override
        public String render() {
            return name;
        }
    }

    /** An address in the calling process that was not followed; zero renders as {@code NULL}. */
    record Address(long value) implements ArgumentValue {
        @Override
        public String render() {
            return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
        }
    }

    /** A structure, in the order of its fields; values are rendered already. */
    record Fields(Map<String, String> values) implements ArgumentValue {
        public Fields {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String render() {
            return values.entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}

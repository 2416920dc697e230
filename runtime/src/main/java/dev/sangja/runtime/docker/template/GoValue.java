package dev.sangja.runtime.docker.template;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A value as Go's templates and JSON encoder see it. Immutable. */
public sealed interface GoValue {
    GoValue NIL = new Nil();
    GoValue TRUE = new Bool(true);
    GoValue FALSE = new Bool(false);

    /** Whether {@code if} takes it for true; see text/template, "Actions". */
    boolean truth();

    static GoValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static GoValue of(long value) {
        return new Int(value);
    }

    static GoValue of(String value) {
        return new Text(value);
    }

    /** A list of strings; one without elements, never absent. */
    static GoValue texts(Collection<String> values) {
        return list(values.stream().map(GoValue::of).toList());
    }

    /** A list of strings that is absent, {@code null} in JSON, if it has no elements. */
    static GoValue textsOrAbsent(Collection<String> values) {
        return new Sequence(values.stream().map(GoValue::of).toList(), values.isEmpty());
    }

    static GoValue list(List<? extends GoValue> values) {
        return new Sequence(List.copyOf(values), false);
    }

    /** A map of strings; one without entries, never absent. */
    static GoValue textMap(Map<String, String> values) {
        SortedMap<String, GoValue> sorted = new TreeMap<>();
        values.forEach((key, value) -> sorted.put(key, of(value)));
        return new Mapping(sorted, false);
    }

    static GoValue map(Map<String, ? extends GoValue> values) {
        return new Mapping(new TreeMap<>(values), false);
    }

    /** A structure, to be filled field by field. */
    static StructBuilder struct() {
        return new StructBuilder();
    }

    /** A nil pointer. */
    record Nil() implements GoValue {
        @Override
        public boolean truth() {
            return false;
        }
    }

    /** What a map gives for a key that it does not have. */
    record Missing() implements GoValue {
        @Override
        public boolean truth() {
            return false;
        }
    }

    record Bool(boolean value) implements GoValue {
        @Override
        public boolean truth() {
            return value;
        }
    }

    record Int(long value) implements GoValue {
        @Override
        public boolean truth() {
            return value != 0;
        }
    }

    record Real(double value) implements GoValue {
        @Override
        public boolean truth() {
            return value != 0;
        }
    }

    record Text(String value) implements GoValue {
        public Text {
            requireNonNull(value, "value");
        }

        @Override
        public boolean truth() {
            return !value.isEmpty();
        }
    }

    /** A list; an absent one is {@code null} in JSON and otherwise like an empty one. */
    record Sequence(List<GoValue> values, boolean absent) implements GoValue {
        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public boolean truth() {
            return !values.isEmpty();
        }
    }

    /** A map with its keys in order; absence is as with lists. */
    record Mapping(SortedMap<String, GoValue> values, boolean absent) implements GoValue {
        public static final GoValue ABSENT = new Mapping(Collections.emptySortedMap(), true);

        public Mapping {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        @Override
        public boolean truth() {
            return !values.isEmpty();
        }
    }

    /**
     * A structure with its fields in order.
     *
     * @param type its name in Go for a row of a list, whose JSON is then sorted and escaped for HTML as Docker's is;
     *     empty for an object that is inspected
     */
    record Struct(String type, List<Field> fields) implements GoValue {
        public Struct {
            requireNonNull(type, "type");
            fields = List.copyOf(fields);
        }

        @Override
        public boolean truth() {
            return true;
        }

        /** The field of that name in Go or in JSON. */
        public Optional<GoValue> get(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name) || field.json().equals(name))
                    .map(Field::value)
                    .findFirst();
        }
    }

    /** A field by its names in Go and in JSON. */
    record Field(String name, String json, GoValue value) {
        public Field {
            requireNonNull(name, "name");
            requireNonNull(json, "json");
            requireNonNull(value, "value");
        }
    }

    /** A method that takes one string, such as {@code .Label "a"}; it is no part of JSON. */
    record Method(Function<String, GoValue> body) implements GoValue {
        public Method {
            requireNonNull(body, "body");
        }

        @Override
        public boolean truth() {
            return true;
        }
    }

    /** Collects the fields of a structure. */
    final class StructBuilder {
        private final List<Field> fields = new ArrayList<>();

        private StructBuilder() {}

        public StructBuilder add(String name, GoValue value) {
            return add(name, name, value);
        }

        /** Adds a field whose name in JSON is another one. */
        public StructBuilder add(String name, String json, GoValue value) {
            fields.add(new Field(name, json, value));
            return this;
        }

        public StructBuilder add(String name, String value) {
            return add(name, of(value));
        }

        public StructBuilder add(String name, long value) {
            return add(name, of(value));
        }

        public StructBuilder add(String name, boolean value) {
            return add(name, of(value));
        }

        public Struct build() {
            return new Struct("", fields);
        }

        /** A row of a list, by the name of its type in Go. */
        public Struct buildRow(String type) {
            return new Struct(type, fields);
        }
    }
}

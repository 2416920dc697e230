package dev.sangja.lessons.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value that a condition measured. */
sealed interface Value {
    /** How it is shown to a learner. */
    String shown();

    /** Nothing was there. Every field of it is absent too. */
    record Absent() implements Value {
        @Override
        public String shown() {
            return "–";
        }
    }

    /** Yes or no. */
    record Truth(boolean yes) implements Value {
        @Override
        public String shown() {
            return Boolean.toString(yes);
        }
    }

    /** A figure. Two of them are equal if they are as large. */
    record Amount(BigDecimal figure) implements Value {
        static Amount of(long figure) {
            return new Amount(BigDecimal.valueOf(figure));
        }

        public Amount {
            figure = figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
        }

        @Override
        public String shown() {
            return figure.toPlainString();
        }
    }

    /** A text. */
    record Text(String text) implements Value {
        @Override
        public String shown() {
            return text.isEmpty() ? "–" : text;
        }
    }

    /** Several values in order. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        static Items ofTexts(List<String> texts) {
            return new Items(texts.stream().<Value>map(Text::new).toList());
        }

        @Override
        public String shown() {
            return values.isEmpty() ? "–" : values.stream().map(Value::shown).collect(Collectors.joining(", "));
        }
    }

    /** Something with fields: a process, a file, a mount. */
    record Thing(Kind kind, String shown, Map<String, Value> fields) implements Value {
        public Thing {
            fields = Map.copyOf(fields);
        }

        /** The pid or the id by which a function finds the thing again in the machine's view. */
        Value field(String name) {
            return fields.getOrDefault(name, new Absent());
        }
    }
}

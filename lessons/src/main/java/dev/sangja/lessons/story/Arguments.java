package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The arguments of a call by the names that its manual page gives them. */
final class Arguments {
    private final SyscallCall call;

    private Arguments(SyscallCall call) {
        this.call = call;
    }

    static Arguments of(SyscallCall call) {
        return new Arguments(call);
    }

    /** A string, a path or a symbol; empty if the argument is absent or of another kind. */
    String text(String... names) {
        return first(names).map(Arguments::asText).orElse("");
    }

    OptionalLong number(String... names) {
        Optional<ArgumentValue> value = first(names);
        if (value.isPresent() && value.get() instanceof ArgumentValue.Whole whole) {
            return OptionalLong.of(whole.value());
        }
        return OptionalLong.empty();
    }

    List<String> words(String name) {
        return first(name)
                .map(value -> value instanceof ArgumentValue.Words words ? words.values() : List.<String>of())
                .orElse(List.of());
    }

    /** The names of the flags that are set in that argument. */
    List<String> flags(String... names) {
        return first(names).map(Arguments::asFlags).orElse(List.of());
    }

    /** The flags of every argument that holds some; clone(2) and clone3(2) keep theirs in different places. */
    List<String> allFlags() {
        List<String> all = new ArrayList<>();
        call.arguments().forEach(argument -> all.addAll(asFlags(argument.value())));
        return all;
    }

    /** The field of a structure, as it is shown. */
    Optional<String> field(String argument, String field) {
        return first(argument)
                .flatMap(value -> value instanceof ArgumentValue.Fields fields
                        ? Optional.ofNullable(fields.values().get(field))
                        : Optional.empty());
    }

    /** The argument as strace(1) would show it; empty if absent. */
    String shown(String... names) {
        return first(names).map(ArgumentValue::render).orElse("");
    }

    private Optional<ArgumentValue> first(String... names) {
        for (String name : names) {
            for (Argument argument : call.arguments()) {
                if (argument.name().equals(name)) {
                    return Optional.of(argument.value());
                }
            }
        }
        return Optional.empty();
    }

    private static String asText(ArgumentValue value) {
        if (value instanceof ArgumentValue.Text text) {
            return text.value();
        }
        return value instanceof ArgumentValue.Symbol symbol ? symbol.name() : "";
    }

    private static List<String> asFlags(ArgumentValue value) {
        if (value instanceof ArgumentValue.Flags flags) {
            return flags.names();
        }
        if (value instanceof ArgumentValue.Symbol symbol) {
            return List.of(symbol.name().split("\\|", -1));
        }
        if (value instanceof ArgumentValue.Fields fields) {
            return List.of(fields.values().getOrDefault("flags", "").split("\\|", -1));
        }
        return List.of();
    }
}

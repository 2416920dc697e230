package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one argument of a call must be.
 *
 * @param name the argument's name in the manual page, or that of a field of a structure among the arguments
 * @param relation how it must stand to the operand
 * @param operand what it is compared with
 */
record ArgumentTest(String name, Relation relation, Node operand) {
    /** How an argument stands to an operand. */
    enum Relation {
        EQUAL,
        UNEQUAL,
        /** It contains all of these flags, this word, or this text. */
        HAS,
        STARTS,
        MATCHES
    }

    boolean holds(SyscallCall call, Scope scope) {
        Optional<ArgumentValue> value = value(call);
        Value wanted = operand.evaluate(scope);
        return value.isPresent() && !(wanted instanceof Value.Absent) && compare(value.get(), wanted);
    }

    private Optional<ArgumentValue> value(SyscallCall call) {
        return call.argument(name)
                .or(() -> call.arguments().stream()
                        .map(argument -> argument.value())
                        .filter(ArgumentValue.Fields.class::isInstance)
                        .map(ArgumentValue.Fields.class::cast)
                        .flatMap(structure ->
                                Optional.ofNullable(structure.values().get(name)).stream())
                        .<ArgumentValue>map(ArgumentValue.Symbol::new)
                        .findFirst());
    }

    private boolean compare(ArgumentValue value, Value wanted) {
        String plain = plain(value);
        String text = wanted instanceof Value.Text quoted ? quoted.text() : wanted.shown();
        return switch (relation) {
            case EQUAL ->
                wanted instanceof Value.Items symbols ? flags(plain).equals(names(symbols)) : plain.equals(text);
            case UNEQUAL ->
                wanted instanceof Value.Items symbols ? !flags(plain).equals(names(symbols)) : !plain.equals(text);
            case HAS ->
                wanted instanceof Value.Items symbols
                        ? flags(plain).containsAll(names(symbols))
                        : contains(value, plain, text);
            case STARTS -> plain.startsWith(text);
            case MATCHES -> Pattern.compile(text).matcher(plain).find();
        };
    }

    private static boolean contains(ArgumentValue value, String plain, String text) {
        return value instanceof ArgumentValue.Words words ? words.values().contains(text) : plain.contains(text);
    }

    /** The value without the quotes of its rendering; words of a vector are joined by a blank. */
    private static String plain(ArgumentValue value) {
        if (value instanceof ArgumentValue.Text text) {
            return text.value();
        }
        if (value instanceof ArgumentValue.Words words) {
            return String.join(" ", words.values());
        }
        return value.render();
    }

    private static Set<String> flags(String plain) {
        return new HashSet<>(List.of(plain.split("\\|")));
    }

    private static Set<String> names(Value.Items symbols) {
        return symbols.values().stream()
                .flatMap(symbol -> Arrays.stream(symbol.shown().split("\\|")))
                .collect(Collectors.toSet());
    }
}

package dev.sangja.server.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words after a command, sorted into options, operands and what follows {@code --}. */
final class Arguments {
    private final Map<String, String> values;
    private final Set<String> flags;
    private final List<String> operands;
    private final Optional<List<String>> rest;

    private Arguments(
            Map<String, String> values, Set<String> flags, List<String> operands, Optional<List<String>> rest) {
        this.values = values;
        this.flags = flags;
        this.operands = operands;
        this.rest = rest;
    }

    /**
     * Sorts the words.
     *
     * @param withValue options that take a value, as the next word or after an equals sign
     * @param withoutValue options that take none
     * @throws UsageException for any other option, a missing value or a repeated option
     */
    static Arguments parse(List<String> words, Set<String> withValue, Set<String> withoutValue) {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        List<String> operands = new ArrayList<>();
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            if (word.equals("--")) {
                List<String> rest = new ArrayList<>();
                left.forEachRemaining(rest::add);
                return new Arguments(values, flags, operands, Optional.of(List.copyOf(rest)));
            }
            if (!word.startsWith("-") || word.equals("-")) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean fresh;
            if (withValue.contains(name)) {
                fresh = values.put(name, equals < 0 ? next(name, left) : word.substring(equals + 1)) == null;
            } else if (withoutValue.contains(word)) {
                fresh = flags.add(word);
            } else {
                throw new UsageException("모르는 옵션입니다: " + word, "unknown option: " + word);
            }
            if (!fresh) {
                throw new UsageException("옵션이 두 번 나왔습니다: " + name, "option given twice: " + name);
            }
        }
        return new Arguments(values, flags, operands, Optional.empty());
    }

    private static String next(String name, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new UsageException("값이 빠졌습니다: " + name, "a value is missing: " + name);
        }
        return left.next();
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    List<String> operands() {
        return operands;
    }

    /** The words after {@code --}; empty if there was none. */
    Optional<List<String>> rest() {
        return rest;
    }

    /** The only operand, if there is one. */
    Optional<String> onlyOperand() {
        if (operands.size() > 1) {
            String extra = operands.get(1);
            throw new UsageException("인자가 너무 많습니다: " + extra, "too many arguments: " + extra);
        }
        return operands.stream().findFirst();
    }

    void noOperands() {
        if (!operands.isEmpty()) {
            String extra = operands.get(0);
            throw new UsageException("인자가 너무 많습니다: " + extra, "too many arguments: " + extra);
        }
    }

    /** A whole number in that range. */
    static int number(String option, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // Said below, like a number that is out of range.
        }
        throw new UsageException(
                option + "에는 " + least + "부터 " + most + "까지의 수가 옵니다: " + text,
                option + " takes a number from " + least + " to " + most + ": " + text);
    }
}

package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The options of one instruction: which it may have, and what they were given. For one thread. */
final class FlagReader {
    /** How often an option may come, and what it takes. */
    enum Kind {
        TEXT,
        BOOLEAN,
        LIST
    }

    private final InstructionText text;
    private final Map<String, List<InstructionText.FlagText>> found = new HashMap<>();

    /** Refuses what is unknown, comes twice or lacks a value. */
    FlagReader(InstructionText text, String name, Map<String, Kind> known) {
        this.text = text;
        for (InstructionText.FlagText flag : text.flags()) {
            Kind kind = Optional.ofNullable(known.get(flag.name())).orElseThrow(() -> unknown(flag, name, known));
            List<InstructionText.FlagText> same = found.computeIfAbsent(flag.name(), key -> new ArrayList<>());
            if (kind != Kind.LIST && !same.isEmpty()) {
                throw ProblemException.of(Mistake.FLAG_TWICE, text.span(flag), flag.name());
            }
            if (kind != Kind.BOOLEAN && !flag.given()) {
                throw ProblemException.of(Mistake.FLAG_VALUE, text.span(flag), flag.name());
            }
            same.add(flag);
        }
    }

    private ProblemException unknown(InstructionText.FlagText flag, String name, Map<String, Kind> known) {
        String all = known.isEmpty() ? "(none)" : "--" + String.join(", --", new TreeSet<>(known.keySet()));
        return ProblemException.of(
                Mistake.UNKNOWN_FLAG,
                text.span(flag),
                flag.name(),
                Suggestion.text(flag.name(), known.keySet()),
                name,
                all);
    }

    Optional<String> value(String name) {
        return flag(name).map(InstructionText.FlagText::value);
    }

    List<String> values(String name) {
        return found.getOrDefault(name, List.of()).stream()
                .map(InstructionText.FlagText::value)
                .toList();
    }

    Optional<Boolean> bool(String name) {
        return flag(name).map(flag -> {
            if (!flag.given() || flag.value().equals("true")) {
                return true;
            }
            if (flag.value().equals("false")) {
                return false;
            }
            throw ProblemException.of(Mistake.FLAG_BOOLEAN, text.span(flag), name, flag.value());
        });
    }

    /** A problem with the value of an option. */
    ProblemException refused(String name, String expected) {
        InstructionText.FlagText flag = flag(name).orElseThrow();
        return ProblemException.of(Mistake.BAD_FLAG_VALUE, text.span(flag), name, flag.value(), expected);
    }

    Optional<InstructionText.FlagText> flag(String name) {
        List<InstructionText.FlagText> same = found.getOrDefault(name, List.of());
        return same.isEmpty() ? Optional.empty() : Optional.of(same.get(0));
    }
}

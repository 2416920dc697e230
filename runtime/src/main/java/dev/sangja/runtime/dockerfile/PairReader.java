package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads ENV and LABEL: names with values, in Docker's form or in the older one of a single pair. */
final class PairReader {
    private final char escape;

    PairReader(char escape) {
        this.escape = escape;
    }

    private record Pairs(List<Assignment> assignments, boolean legacy) {}

    Instruction env(InstructionText text) {
        Pairs pairs = read(text, "ENV");
        return new Instruction.Env(text, pairs.assignments(), pairs.legacy());
    }

    Instruction label(InstructionText text) {
        Pairs pairs = read(text, "LABEL");
        return new Instruction.Label(text, pairs.assignments(), pairs.legacy());
    }

    private Pairs read(InstructionText text, String name) {
        new FlagReader(text, name, Map.of());
        Words words = new Words(text.line().text(), text.bodyOffset(), escape);
        Optional<Words.Word> first = words.nextQuoted();
        if (first.isEmpty()) {
            throw InstructionReader.missing(text, Mistake.NO_ARGUMENTS, name, name + " NAME=VALUE");
        }
        if (first.get().text().indexOf('=') < 0) {
            String line = text.line().text();
            Words.Word plain = new Words(line, text.bodyOffset(), escape).next().orElseThrow();
            String value = line.substring(plain.to()).strip();
            if (value.isEmpty()) {
                throw ProblemException.of(Mistake.MISSING_VALUE, text.bodySpan(), name);
            }
            return new Pairs(List.of(new Assignment(plain.text(), value)), true);
        }
        List<Assignment> assignments = new ArrayList<>();
        for (Optional<Words.Word> word = first; word.isPresent(); word = words.nextQuoted()) {
            assignments.add(assignment(text, word.get(), name));
        }
        return new Pairs(assignments, false);
    }

    private static Assignment assignment(InstructionText text, Words.Word word, String name) {
        int equals = word.text().indexOf('=');
        if (equals < 0) {
            throw ProblemException.of(Mistake.NO_EQUALS, text.span(word), word.text());
        }
        if (word.text().substring(0, equals).isBlank()) {
            throw ProblemException.of(Mistake.BLANK_NAME, text.span(word), name);
        }
        return new Assignment(word.text().substring(0, equals), word.text().substring(equals + 1));
    }
}

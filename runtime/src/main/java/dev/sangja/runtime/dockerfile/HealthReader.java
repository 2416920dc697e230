package dev.sangja.runtime.dockerfile;

import dev.sangja.runtime.dockerfile.FlagReader.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads HEALTHCHECK. */
final class HealthReader {
    private static final Map<String, Kind> FLAGS = Map.of(
            "interval", Kind.TEXT,
            "timeout", Kind.TEXT,
            "start-period", Kind.TEXT,
            "start-interval", Kind.TEXT,
            "retries", Kind.TEXT);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private HealthReader() {}

    static Instruction read(InstructionText text) {
        FlagReader flags = new FlagReader(text, "HEALTHCHECK", FLAGS);
        Words words = new Words(text.line().text(), text.bodyOffset(), '\\');
        Optional<Words.Word> type = words.next();
        if (type.isEmpty()) {
            throw InstructionReader.missing(text, Mistake.NO_ARGUMENTS, "HEALTHCHECK", "HEALTHCHECK CMD COMMAND");
        }
        int body = words.skip();
        String rest = text.line().text().substring(body).stripTrailing();
        if (type.get().is("none")) {
            if (!rest.isEmpty()) {
                throw ProblemException.of(Mistake.HEALTH_NONE, text.bodySpan());
            }
            return new Instruction.HealthCheck(text, Optional.empty());
        }
        if (!type.get().is("cmd")) {
            throw ProblemException.of(
                    Mistake.HEALTH_TYPE, text.span(type.get()), type.get().text());
        }
        return new Instruction.HealthCheck(text, Optional.of(probe(text, flags, rest)));
    }

    private static HealthProbe probe(InstructionText text, FlagReader flags, String rest) {
        Optional<JsonWords> json = JsonWords.parse(rest);
        if (rest.isEmpty() || json.filter(words -> words.words().isEmpty()).isPresent()) {
            throw ProblemException.of(Mistake.HEALTH_COMMAND, text.bodySpan());
        }
        if (json.filter(words -> !words.onlyStrings()).isPresent()) {
            throw ProblemException.of(Mistake.NOT_STRINGS, text.bodySpan());
        }
        CommandLine command = json.map(words -> new CommandLine(false, words.words()))
                .orElseGet(() -> new CommandLine(true, List.of(rest)));
        return new HealthProbe(
                command,
                duration(flags, "interval"),
                duration(flags, "timeout"),
                duration(flags, "start-period"),
                duration(flags, "start-interval"),
                retries(flags));
    }

    private static Optional<Duration> duration(FlagReader flags, String name) {
        return flags.value(name).map(value -> {
            Duration duration =
                    GoDuration.parse(value).orElseThrow(() -> flags.refused(name, "a duration such as 30s or 1m30s"));
            if (duration.isZero()) {
                return duration;
            }
            if (duration.compareTo(SHORTEST) < 0) {
                throw flags.refused(name, "at least 1ms");
            }
            return duration;
        });
    }

    private static OptionalInt retries(FlagReader flags) {
        Optional<String> value = flags.value("retries");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("\\d{1,9}")) {
            throw flags.refused("retries", "a number that is not negative");
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }
}

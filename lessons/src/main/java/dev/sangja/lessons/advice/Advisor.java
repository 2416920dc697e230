package dev.sangja.lessons.advice;

import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Template;
import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what failures, limits and endings mean. Errors of Linux are terse and some mislead: ENOSPC of mount(2) is about
 * no disk, ENOMEM of fork(2) seldom about memory. Immutable, safe for use by several threads.
 */
public final class Advisor {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int KILLED = 137;

    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);

    private Advisor() {
        for (Language language : Language.values()) {
            texts.put(language, Texts.load("advice", language));
        }
    }

    /** Reads the texts of all languages. */
    public static Advisor load() {
        return new Advisor();
    }

    /**
     * What the failure of a call means here; empty if it did not fail, or if nothing useful can be said.
     *
     * @param limits the limits that acted during the run
     */
    public Optional<Advice> onFailure(JournalEntry entry, List<LimitEvent> limits, Language language) {
        if (!(entry.outcome() instanceof Outcome.Failed failed)) {
            return Optional.empty();
        }
        String family = Failures.family(entry.call());
        String condition = Failures.condition(family, entry, failed.name(), limits);
        return Stream.of(
                        "failure." + family + "." + failed.name() + condition,
                        "failure." + family + "." + failed.name(),
                        "failure.any." + failed.name())
                .flatMap(key -> find(key, Map.of(), language).stream())
                .findFirst();
    }

    /** What it means that a limit acted. */
    public Optional<Advice> onLimit(LimitEvent event, Language language) {
        String place = event.place().equals("machine") ? texts(language).say("place.machine") : event.place();
        return find(
                "limit." + event.resource(),
                Map.of(
                        "place", place,
                        "limit", Quantity.shown(event.limit(), event.unit(), language),
                        "source", event.source(),
                        "evidence", event.evidence()),
                language);
    }

    /** What a run's ending means; empty for an ordinary one. */
    public Optional<Advice> onEnding(Ending ending, List<LimitEvent> limits, Language language) {
        if (ending instanceof Ending.Exited exited) {
            return onExitCode(exited.code(), limits, language);
        }
        if (ending instanceof Ending.Interrupted) {
            return find("ending.interrupted", Map.of(), language);
        }
        if (ending instanceof Ending.Stopped stopped) {
            return limits.stream()
                    .filter(event -> event.resource().equals(stopped.limit()))
                    .findFirst()
                    .flatMap(event -> onLimit(event, language));
        }
        return ending instanceof Ending.MachineGone gone
                ? find("ending.machineGone", Map.of("cause", gone.cause()), language)
                : Optional.empty();
    }

    /** What an exit code says by convention; see the shell's manual, EXIT STATUS. */
    public Optional<Advice> onExitCode(int code, List<LimitEvent> limits, Language language) {
        boolean outOfMemory = limits.stream().anyMatch(event -> event.resource().equals("memory"));
        String key = "ending." + code + (code == KILLED && outOfMemory ? "-memory" : "");
        Optional<Advice> known = find(key, Map.of(), language);
        if (known.isPresent() || code <= SIGNAL_BASE || code > SIGNAL_BASE + LAST_SIGNAL) {
            return known;
        }
        return find("ending.signal", Map.of("signal", Integer.toString(code - SIGNAL_BASE)), language);
    }

    private Optional<Advice> find(String key, Map<String, String> values, Language language) {
        Texts all = texts(language);
        Optional<Template> meaning = all.find(key + ".meaning");
        String remedy = all.find(key + ".remedy").map(text -> text.fill(values)).orElse("");
        return meaning.map(text -> new Advice(text.fill(values), remedy));
    }

    private Texts texts(Language language) {
        return Optional.ofNullable(texts.get(language)).orElseThrow();
    }
}

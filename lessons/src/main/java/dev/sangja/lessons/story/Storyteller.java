package dev.sangja.lessons.story;

import dev.sangja.lessons.advice.Advisor;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns receipts into stories. Pure but for its texts, which are read once. Safe for use by several threads. */
public final class Storyteller {
    private final Map<Language, Texts> sentences = new EnumMap<>(Language.class);
    private final Map<Language, Texts> meanings = new EnumMap<>(Language.class);
    private final Advisor advisor;

    private Storyteller(Advisor advisor) {
        this.advisor = advisor;
        for (Language language : Language.values()) {
            sentences.put(language, Texts.load("story", language));
            meanings.put(language, Texts.load("calls", language));
        }
    }

    /** Reads the texts of all languages. */
    public static Storyteller load() {
        return new Storyteller(Advisor.load());
    }

    /** What the receipt's calls amount to. */
    public Story tell(Receipt receipt, Language language) {
        Texts texts = of(sentences, language);
        Composition composition = Composition.of(receipt);
        Narrator narrator = new Narrator(receipt, language, texts, advisor);
        List<Phase> phases = new ArrayList<>();
        for (Draft draft : composition.drafts()) {
            phases.add(phase(draft, narrator.sentence(draft), receipt.limits(), language));
        }
        List<Folded> folded = composition.folded().entrySet().stream()
                .map(entry -> new Folded(
                        entry.getKey(), texts.say("folded." + entry.getKey().key()), entry.getValue()))
                .sorted(Comparator.comparingLong(Folded::count).reversed())
                .toList();
        return new Story(phases, folded, receipt.journal().dropped());
    }

    /** One entry as a row of its own, for lists of raw calls. */
    public StoryCall row(JournalEntry entry, List<LimitEvent> limits, Language language) {
        return row(List.of(entry), limits, language);
    }

    private Phase phase(Draft draft, String sentence, List<LimitEvent> limits, Language language) {
        Set<Origin> origins = EnumSet.noneOf(Origin.class);
        long duration = 0;
        for (Deed deed : draft.deeds()) {
            origins.add(deed.entry().origin());
            duration += deed.isWait() ? 0 : deed.entry().durationNanos();
        }
        List<StoryCall> rows = Rows.of(draft.deeds()).stream()
                .map(entries -> row(entries, limits, language))
                .toList();
        String title = of(sentences, language).say("title." + draft.kind().key());
        return new Phase(draft.kind(), title, sentence, rows, duration, origins);
    }

    private StoryCall row(List<JournalEntry> entries, List<LimitEvent> limits, Language language) {
        JournalEntry shown = entries.get(0);
        String meaning = CallMeaning.keys(shown).stream()
                .map(key -> of(meanings, language).find(key))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> text.fill(Map.of()))
                .orElse("");
        return new StoryCall(entries, Spans.of(shown.call()), meaning, advisor.onFailure(shown, limits, language));
    }

    private static Texts of(Map<Language, Texts> all, Language language) {
        return Optional.ofNullable(all.get(language)).orElseThrow();
    }
}

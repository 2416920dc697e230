package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Localized;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The terms of the field, one word for one thing in each language. */
public final class Glossary {
    private final Map<String, Term> terms;

    public Glossary(List<Term> terms) {
        Map<String, Term> byId = new LinkedHashMap<>();
        terms.forEach(term -> byId.put(term.id(), term));
        this.terms = Collections.unmodifiableMap(byId);
    }

    /**
     * One term.
     *
     * @param id its name in lesson texts, such as {@code namespace}
     * @param word the word itself
     * @param note what it means, in a sentence; empty where the word says it
     */
    public record Term(String id, Localized word, Optional<Localized> note) {}

    public Optional<Term> find(String id) {
        return Optional.ofNullable(terms.get(id));
    }

    /** Every term, in the order of the glossary. */
    public List<Term> terms() {
        return List.copyOf(terms.values());
    }
}

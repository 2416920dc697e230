package dev.sangja.lessons.story;

import dev.sangja.lessons.text.Enumeration;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Texts;
import dev.sangja.runtime.receipt.NamespaceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the sentences of one phase. What one subject did becomes one sentence of several clauses; things to which the
 * same was done become one clause. Used by one thread.
 */
final class Telling {
    /** So many things are named; the others are counted. */
    private static final int NAMED = 4;
    /** Namespaces are all named: there are no more kinds. */
    private static final int KINDS = NamespaceType.values().length;
    /** So many clauses are told; the others are counted. */
    private static final int MOST_CLAUSES = 8;

    private final Texts texts;
    private final Language language;
    private final List<String> finished = new ArrayList<>();
    private final Set<String> standing = new LinkedHashSet<>();
    private final List<Clause> open = new ArrayList<>();
    private String subject = "";
    private int clauses;
    private int untold;

    Telling(Texts texts, Language language) {
        this.texts = texts;
        this.language = language;
    }

    Language language() {
        return language;
    }

    String text(String key) {
        return texts.say(key);
    }

    String text(String key, Map<String, String> values) {
        return texts.say(key, values);
    }

    /** The subject did that. */
    void did(String who, String key, Map<String, String> values) {
        clause(who, key, values, "");
    }

    /** The subject did that to one more thing, which the text calls {@code names}, and counts as {@code n}. */
    void didTo(String who, String key, String thing) {
        didTo(who, key, Map.of(), thing);
    }

    /** The subject did that once more; the text counts it as {@code n}. */
    void didOnceMore(String who, String key) {
        clause(who, key, Map.of(), "");
    }

    /** The same, with further values. */
    void didTo(String who, String key, Map<String, String> values, String thing) {
        clause(who, key, values, Shown.value(thing));
    }

    /** A sentence of its own, in its place. */
    void sentence(String key, Map<String, String> values) {
        flush();
        finished.add(texts.say(key, values));
    }

    /** A sentence of its own at the end, once however often it is said. */
    void atLast(String key, Map<String, String> values) {
        standing.add(texts.say(key, values));
    }

    /** All of it. */
    String whole() {
        flush();
        if (untold > 0) {
            finished.add(texts.say("more.clauses", Map.of("n", Integer.toString(untold))));
            untold = 0;
        }
        List<String> all = new ArrayList<>(finished);
        all.addAll(standing);
        return String.join(" ", all);
    }

    boolean isEmpty() {
        return finished.isEmpty() && open.isEmpty() && standing.isEmpty();
    }

    /** Several names in one noun phrase, the later ones counted. */
    String names(List<String> all) {
        return names(all, NAMED);
    }

    /** Several names in one noun phrase, none left out. */
    String allNames(List<String> all) {
        return names(all, all.size());
    }

    private String names(List<String> all, int named) {
        List<String> distinct = all.stream().distinct().toList();
        if (distinct.size() <= named) {
            return Enumeration.ofNouns(language, distinct);
        }
        return texts.say(
                "more.names",
                Map.of(
                        "names", String.join(", ", distinct.subList(0, named - 1)),
                        "n", Integer.toString(distinct.size() - named + 1)));
    }

    private void clause(String who, String key, Map<String, String> values, String thing) {
        if (!open.isEmpty() && subject.equals(who)) {
            Clause last = open.get(open.size() - 1);
            if (last.key.equals(key) && last.values.equals(values)) {
                last.add(thing);
                return;
            }
        } else {
            flush();
            subject = who;
        }
        if (clauses >= MOST_CLAUSES) {
            untold++;
            return;
        }
        clauses++;
        Clause clause = new Clause(key, values);
        clause.add(thing);
        open.add(clause);
    }

    private void flush() {
        if (open.isEmpty()) {
            return;
        }
        List<String> said = new ArrayList<>();
        for (Clause clause : open) {
            Map<String, String> values = new LinkedHashMap<>(clause.values);
            values.put("names", names(clause.things, clause.key.startsWith("entering.") ? KINDS : NAMED));
            values.put("n", Integer.toString(clause.count));
            said.add(texts.say(clause.key, values));
        }
        finished.add(
                texts.say("sentence", Map.of("subject", subject, "clauses", Enumeration.ofClauses(language, said))));
        open.clear();
    }

    /** One predicate, and the things it holds for. */
    private static final class Clause {
        private final String key;
        private final Map<String, String> values;
        private final List<String> things = new ArrayList<>();
        private int count;

        Clause(String key, Map<String, String> values) {
            this.key = key;
            this.values = Map.copyOf(values);
        }

        void add(String thing) {
            count++;
            if (!thing.isEmpty()) {
                things.add(thing);
            }
        }
    }
}

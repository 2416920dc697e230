package dev.sangja.lessons.format;

import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Localized;
import dev.sangja.lessons.text.Message;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The sentences of a lesson by key, in both languages; it remembers which were asked for. */
final class Messages {
    /** A sentence and where it stands. */
    record Line(String text, int line) {}

    private final Map<Language, Map<String, Line>> lines = new EnumMap<>(Language.class);
    private final Map<Language, String> files = new EnumMap<>(Language.class);
    private final Set<String> asked = new HashSet<>();
    private final Markup markup;

    private Messages(Markup markup) {
        this.markup = markup;
    }

    /** Reads {@code messages.ko.yaml} and {@code messages.en.yaml}, which must have the same keys and places. */
    static Messages read(Folder folder, String name, Markup markup) {
        Messages messages = new Messages(markup);
        for (Language language : Language.values()) {
            String file = "messages." + language.tag() + ".yaml";
            Map<String, Line> lines = new LinkedHashMap<>();
            flatten(YamlFile.read(folder, name + "/" + file, file), "", lines);
            messages.lines.put(language, Collections.unmodifiableMap(lines));
            messages.files.put(language, name + "/" + file);
        }
        messages.compare();
        return messages;
    }

    private static void flatten(Mapping mapping, String prefix, Map<String, Line> lines) {
        for (String key : mapping.keys()) {
            if (mapping.isText(key)) {
                lines.put(prefix + key, new Line(mapping.text(key).strip(), mapping.lineOf(key)));
            } else {
                flatten(mapping.mapping(key), prefix + key + ".", lines);
            }
        }
    }

    /** Every key with its text in that language. */
    Map<String, Line> all(Language language) {
        return lines.getOrDefault(language, Map.of());
    }

    boolean has(String key) {
        return lines.values().stream().anyMatch(texts -> texts.containsKey(key));
    }

    /** The sentence of that key; {@code user} is who needs it, for the error if it is missing. */
    Message message(String key, String user) {
        asked.add(key);
        return new Message(
                new Localized(html(key, user, Language.KO), html(key, user, Language.EN)),
                new Localized(
                        markup.plain(line(key, user, Language.KO).text()),
                        markup.plain(line(key, user, Language.EN).text())));
    }

    /** The keys that nobody asked for. */
    Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(all(Language.KO).keySet());
        unused.removeAll(asked);
        return unused;
    }

    LessonFormatException error(Language language, String key, String problem) {
        Line line = all(language).get(key);
        return new LessonFormatException(
                files.getOrDefault(language, ""), line == null ? 0 : line.line(), key + " " + problem);
    }

    private String html(String key, String user, Language language) {
        try {
            return markup.inline(line(key, user, language).text(), language);
        } catch (IllegalArgumentException wrong) {
            throw error(language, key, String.valueOf(wrong.getMessage()));
        }
    }

    private Line line(String key, String user, Language language) {
        Line line = all(language).get(key);
        if (line == null) {
            throw new LessonFormatException(
                    files.getOrDefault(language, ""), 0, key + " is missing; " + user + " needs it");
        }
        if (line.text().isEmpty()) {
            throw error(language, key, "is empty");
        }
        return line;
    }

    private void compare() {
        for (Language language : Language.values()) {
            for (Language other : Language.values()) {
                for (String key : all(language).keySet()) {
                    if (!all(other).containsKey(key)) {
                        throw error(language, key, "is missing in " + files.get(other));
                    }
                }
            }
        }
    }
}

package dev.sangja.lessons.format;

import dev.sangja.lessons.format.TextFile.Part;
import dev.sangja.lessons.format.TextFile.TextStep;
import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.text.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which paragraphs and sentences of the two languages were last read side by side. Each is recorded with a hash
 * of both; when one side changes and the other does not, the translation is stale.
 *
 * <p>The record is a file with a line for each: {@code KEY KOREAN-HASH ENGLISH-HASH}.
 */
final class TranslationRecord {
    static final String FILE = "translation.txt";

    private static final int HASH_BYTES = 5;

    private TranslationRecord() {}

    /** The hashes of one paragraph in both languages. */
    private record Pair(String korean, String english) {}

    /** What must be read again, a sentence each; empty if everything is as recorded. */
    static List<String> problems(Folder lessons, String name) {
        Map<String, Pair> recorded = parse(lessons.read(name + "/" + FILE).orElse(""));
        Map<String, Pair> current = current(lessons, name);
        List<String> problems = new ArrayList<>();
        current.forEach((key, pair) -> {
            Pair before = recorded.get(key);
            if (before == null) {
                problems.add(key + " is new: stamp it once both languages say the same");
            } else if (!before.equals(pair)) {
                problems.add(key + " " + changed(before, pair));
            }
        });
        recorded.keySet().stream()
                .filter(key -> !current.containsKey(key))
                .forEach(key -> problems.add(key + " is gone: stamp again"));
        return problems;
    }

    /**
     * The record as it should be now. A paragraph of which only one side changed keeps its old record, and so stays
     * stale, unless it is named among those that still say the same.
     */
    static String stamped(Folder lessons, String name, Set<String> stillTheSame) {
        Map<String, Pair> recorded = parse(lessons.read(name + "/" + FILE).orElse(""));
        StringBuilder lines = new StringBuilder();
        current(lessons, name).forEach((key, pair) -> {
            Pair before = recorded.getOrDefault(key, pair);
            boolean oneSided =
                    before.korean().equals(pair.korean()) != before.english().equals(pair.english());
            Pair kept = oneSided && !stillTheSame.contains(key) ? before : pair;
            lines.append(key)
                    .append(' ')
                    .append(kept.korean())
                    .append(' ')
                    .append(kept.english())
                    .append('\n');
        });
        return lines.toString();
    }

    private static String changed(Pair before, Pair now) {
        if (before.korean().equals(now.korean())) {
            return "changed in English only: look at the Korean";
        }
        return before.english().equals(now.english())
                ? "changed in Korean only: look at the English"
                : "changed in both languages: stamp it once they say the same";
    }

    private static Map<String, Pair> current(Folder lessons, String name) {
        Folder folder = lessons.folder(name);
        Map<String, Pair> pairs = new LinkedHashMap<>();
        TextFile korean = LessonReader.text(folder, name, Language.KO);
        TextFile english = LessonReader.text(folder, name, Language.EN);
        for (int at = 0; at < Math.min(korean.steps().size(), english.steps().size()); at++) {
            TextStep first = korean.steps().get(at);
            TextStep second = english.steps().get(at);
            pairs.put(first.id() + "/title", new Pair(hash(first.title()), hash(second.title())));
            List<Part> paragraphs = first.parts().stream().filter(Part::isProse).toList();
            List<Part> translations =
                    second.parts().stream().filter(Part::isProse).toList();
            for (int part = 0; part < Math.min(paragraphs.size(), translations.size()); part++) {
                pairs.put(
                        first.id() + "/" + (part + 1),
                        new Pair(
                                hash(paragraphs.get(part).text()),
                                hash(translations.get(part).text())));
            }
        }
        Messages messages = Messages.read(folder, name, new Markup(new Glossary(List.of())));
        messages.all(Language.KO).forEach((key, line) -> {
            Messages.Line other = messages.all(Language.EN).get(key);
            pairs.put(key, new Pair(hash(line.text()), hash(other == null ? "" : other.text())));
        });
        return pairs;
    }

    private static Map<String, Pair> parse(String record) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (String line : record.lines().toList()) {
            String[] fields = line.split(" ", 3);
            if (fields.length == 3) {
                pairs.put(fields[0], new Pair(fields[1], fields[2]));
            }
        }
        return pairs;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}

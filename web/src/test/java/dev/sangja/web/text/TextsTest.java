package dev.sangja.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Template;
import dev.sangja.lessons.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path SCRIPTS = Path.of("src/main/resources/public/js");

    /** A key in Java: two or more names joined by dots. One that ends in a dot is the beginning of several keys. */
    private static final Pattern JAVA_KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z-]+)+\\.?|[a-z]+\\.|brand|skip)\"");

    /** Any literal in a script may be a key; one that is put together begins with a literal. */
    private static final Pattern SCRIPT_KEY = Pattern.compile("[\"`]([a-z]+(?:\\.[a-z]+)*\\.?)(?:\"|\\$\\{)");

    private static final Pattern SAID_BY_SCRIPT = Pattern.compile("\\bsay\\(\\s*\"([a-z.]+)\"");

    private final Texts korean = Texts.load("web", Language.KO);
    private final Texts english = Texts.load("web", Language.EN);

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(korean.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
    }

    @Test
    void asksForTheSameFactsInBothLanguages() {
        assertThat(korean.keys())
                .allSatisfy(key -> assertThat(names(korean, key))
                        .as(key)
                        .containsExactlyInAnyOrderElementsOf(names(english, key)));
    }

    @Test
    void hasEveryTextThatThePagesSayAndNoOther() throws IOException {
        Set<String> asked = found(SOURCES, ".java", JAVA_KEY, "");
        Set<String> perhaps = found(SCRIPTS, ".js", SCRIPT_KEY, "js.");
        perhaps.addAll(asked);
        perhaps.remove("js.");
        assertThat(korean.keys())
                .filteredOn(key -> perhaps.stream().noneMatch(used -> used.equals(key) || belongs(key, used)))
                .as("texts that nobody says")
                .isEmpty();
        asked.addAll(found(SCRIPTS, ".js", SAID_BY_SCRIPT, "js."));
        assertThat(asked)
                .filteredOn(used ->
                        !used.endsWith(".") && isText(used) && !korean.keys().contains(used))
                .as("texts that are said and not there")
                .isEmpty();
    }

    /** Keys that are put together begin with a literal that ends in a dot, or end with one such as {@code .title}. */
    private static boolean belongs(String key, String used) {
        return (used.endsWith(".") && key.startsWith(used)) || (key.endsWith(".title") && key.equals(used + ".title"));
    }

    /** Names of files and properties look like keys too. */
    private boolean isText(String used) {
        String group = used.substring(0, Math.max(0, used.indexOf('.')));
        boolean known = korean.keys().stream().anyMatch(key -> key.startsWith(group + "."));
        boolean heading = korean.keys().contains(used + ".title");
        boolean property = Set.of("terminal.style", "terminal.fit").contains(used);
        return known && !heading && !property;
    }

    private static Set<String> names(Texts texts, String key) {
        return texts.find(key).map(Template::names).orElse(Set.of());
    }

    private static Set<String> found(Path root, String ending, Pattern pattern, String prefix) throws IOException {
        Set<String> keys = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(ending)).toList();
        }
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                keys.add(prefix + matcher.group(1));
            }
        }
        return keys;
    }
}

package dev.sangja.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.docker.Messages.Language;
import dev.sangja.runtime.docker.flag.Flag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final VerbTree TREE = new VerbTree();

    private static Map<String, Verb> verbs() {
        Map<String, Verb> all = new LinkedHashMap<>(TREE.top());
        TREE.groupNames()
                .forEach(group ->
                        TREE.group(group).orElseThrow().forEach((name, verb) -> all.put(group + " " + name, verb)));
        return all;
    }

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(new Messages(Language.KOREAN).keys()).isEqualTo(new Messages(Language.ENGLISH).keys());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhatEveryVerbAndEveryFlagDoesAndNothingElse(Language language) {
        Messages messages = new Messages(language);
        Set<String> used = new TreeSet<>();
        for (Verb verb : verbs().values()) {
            String key = verb.syntax().key();
            assertThat(messages.text("command." + key)).isNotBlank();
            used.add("command." + key);
            for (Flag<?> flag : verb.syntax().flags().sorted()) {
                assertThat(messages.flag(key, flag.name())).isNotBlank();
                String own = "flag." + key + "." + flag.name();
                used.add(messages.keys().contains(own) ? own : "flag." + flag.name());
            }
        }
        TREE.groupNames().forEach(group -> used.add("group." + group));
        Set<String> flags = Set.of("flag.debug", "flag.log-level", "flag.version");
        Set<String> notes = Set.of("note.ports", "note.restart", "note.health");
        Set<String> others = new TreeSet<>(messages.keys());
        others.removeAll(used);
        others.removeAll(flags);
        others.removeAll(notes);
        others.removeIf(key -> key.startsWith("help."));

        assertThat(others).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'','','',ENGLISH",
        "ko_KR.UTF-8,'','',KOREAN",
        "en_US.UTF-8,ko_KR.UTF-8,'',KOREAN",
        "ko_KR.UTF-8,'',C.UTF-8,ENGLISH",
        "C.UTF-8,'',ko,KOREAN"
    })
    void takesTheLanguageOfTheLocale(String lang, String messages, String all, Language language) {
        assertThat(Language.of(Map.of("LANG", lang, "LC_MESSAGES", messages, "LC_ALL", all)))
                .isEqualTo(language);
    }
}

package dev.sangja.lessons.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonReaderTest {
    private static final String LESSON = """
            id: tiny
            minutes: 5
            needs: []
            steps:
              - id: one
                minutes: 5
                support: full
                cells:
                  - shell: hello
                check:
                  let:
                    p: process("sleep 1")
                  conditions:
                    - id: there
                      fail:
                        - when: p is absent
                          code: NO_PROC
                wrong:
                  - code: NO_PROC
            """;
    private static final String MESSAGES = """
            one:
              hint1: a
              hint2: b
              check:
                there: {what: c, measured: "{p.pid}"}
              feedback:
                NO_PROC: {expected: d, found: e, say: f}
            """;
    private static final String TEXT = """
            # Tiny

            ## One {#one}

            Words.

            ::cell hello
            """;

    @Test
    void readsWhatStandsWhere() {
        Lesson lesson = read(Map.of());

        assertThat(lesson.title().english()).isEqualTo("Tiny");
        assertThat(lesson.steps()).hasSize(1);
        assertThat(lesson.steps().get(0).blocks()).hasSize(2);
        assertThat(lesson.steps().get(0).solution()).containsExactly("hello");
        assertThat(lesson.step("1")).isEqualTo(lesson.step("one")).isPresent();
        assertThat(lesson.steps()
                        .get(0)
                        .check()
                        .conditions()
                        .get(0)
                        .measured()
                        .plain(Language.KO, Map.of("p.pid", "7")))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lesson.yaml | id: tiny | id: other | lesson.yaml:1: id is 'other', but the folder is 09-tiny",
                "lesson.yaml | support: full | support: much | lesson.yaml:7: steps[1].support is 'much', but must be one of full",
                "lesson.yaml | support: full | suport: full | steps[1].support is missing",
                "lesson.yaml | p is absent | q is absent | lesson.yaml:16: steps[1].check.conditions[1].fail[1].when \"q is absent\", column 1",
                "lesson.yaml | - code: NO_PROC\\n | - code: OTHER\\n | code is 'OTHER', but the check has [NO_PROC]",
                "lesson.yaml | minutes: 5\\nneeds | minutes: 5\\nminutes: 6\\nneeds | is there twice",
                "lesson.yaml | minutes: 5\\nneeds | minutes: soon\\nneeds | lesson.yaml:2: minutes must be a whole number, not 'soon'",
                "lesson.yaml | - shell: hello | - shell: bye | needs the file cells/bye.sh",
                "lesson.yaml | - shell: hello | - shell: hello\\n        loud: true | steps[1].cells[1].loud is not known here",
                "lesson.yaml | id: tiny | id: [tiny | is not YAML",
                "messages.ko.yaml | `  hint2: b\\n` | | hint2 is missing in 09-tiny/messages.ko.yaml",
                "messages.ko.yaml | \"{p.pid}\" | \"{p.pod}\" | shows {p.pod}, which is not defined",
                "messages.en.yaml | \"{p.pid}\" | \"x\" | shows [], but in Korean [p.pid]",
                "text.en.md | Words. | Words.\\n\\nMore. | the Korean text is [paragraph, cell hello], the English [paragraph, paragraph, cell hello]",
                "text.ko.md | ::cell hello | ::picture hello | the Korean text is",
                "text.ko.md | ::cell hello | ::sell hello | text.ko.md:7: '::sell hello' is neither",
                "text.ko.md | {#one} | {#two} | has the steps [two], but lesson.yaml has [one]",
                "text.ko.md | # Tiny | Words before | stands before the first step",
                "text.ko.md | Words. | [a](term:b) | text.ko.md:5: the glossary has no term 'b'",
            })
    void saysWhichFileAndLineIsWrong(String file, String text, String change, String problem) {
        String before = file.startsWith("text") ? TEXT : file.startsWith("messages") ? MESSAGES : LESSON;
        String old = text.replace("\\n", "\n");
        assertThat(before).contains(old);

        Map<String, String> changed = Map.of(
                file, before.replace(old, Optional.ofNullable(change).orElse("").replace("\\n", "\n")));

        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(LessonFormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesASentenceThatNobodyNeeds() {
        Map<String, String> more = Map.of(
                "messages.ko.yaml", MESSAGES + "  spare: x\n",
                "messages.en.yaml", MESSAGES + "  spare: x\n");

        assertThatThrownBy(() -> read(more)).hasMessageContaining("messages.ko.yaml:8: one.spare is not used");
    }

    @Test
    void knowsWhichTranslationIsStale() {
        Folder before = folder(Map.of());
        String record = TranslationRecord.stamped(before, "09-tiny", java.util.Set.of());
        Folder after = folder(Map.of("translation.txt", record, "text.ko.md", TEXT.replace("Words.", "Other words.")));

        assertThat(TranslationRecord.problems(folder(Map.of("translation.txt", record)), "09-tiny"))
                .isEmpty();
        assertThat(TranslationRecord.problems(after, "09-tiny"))
                .containsExactly("one/1 changed in Korean only: look at the English");
        assertThat(TranslationRecord.stamped(after, "09-tiny", java.util.Set.of()))
                .as("stamping does not hide a one-sided change")
                .isEqualTo(record);
        assertThat(TranslationRecord.stamped(after, "09-tiny", java.util.Set.of("one/1")))
                .isNotEqualTo(record);
    }

    private static Lesson read(Map<String, String> changed) {
        return LessonReader.read(folder(changed), "09-tiny", 9, new Glossary(List.of()));
    }

    private static Folder folder(Map<String, String> changed) {
        Map<String, String> files = new TreeMap<>(Map.of(
                "lesson.yaml", LESSON,
                "messages.ko.yaml", MESSAGES,
                "messages.en.yaml", MESSAGES,
                "text.ko.md", TEXT,
                "text.en.md", TEXT,
                "cells/hello.sh", "echo hello\n"));
        files.putAll(changed);
        return path -> Optional.ofNullable(files.get(path.substring("09-tiny/".length())));
    }
}

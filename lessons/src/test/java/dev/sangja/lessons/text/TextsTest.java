package dev.sangja.lessons.text;

import static dev.sangja.lessons.text.Language.EN;
import static dev.sangja.lessons.text.Language.KO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"story", "calls", "advice"})
    void bothLanguagesHaveTheSameTexts(String subject) {
        Texts korean = Texts.load(subject, KO);
        Texts english = Texts.load(subject, EN);
        assertThat(new TreeSet<>(korean.keys())).isEqualTo(new TreeSet<>(english.keys()));
        for (String key : korean.keys()) {
            assertThat(valuesOf(korean, key)).as(key).isEqualTo(valuesOf(english, key));
            assertThat(english.find(key).orElseThrow().toString()).as(key).doesNotContainPattern("[가-힣]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"story", "calls", "advice"})
    void koreanSentencesAreInTheFormalStyle(String subject) {
        Texts korean = Texts.load(subject, KO);
        for (String key : korean.keys()) {
            String text = korean.find(key).orElseThrow().toString();
            assertThat(text).as(key).doesNotContain("틀렸", "해요", "세요", "했다.", "한다.", "이다.");
        }
    }

    @Test
    void saysWhichFileOrKeyIsAbsent() {
        assertThatThrownBy(() -> Texts.load("nothing", KO)).hasMessageContaining("/texts/nothing.ko.yaml");
        Texts story = Texts.load("story", KO);
        assertThatThrownBy(() -> story.say("absent"))
                .hasMessageContaining("absent")
                .hasMessageContaining("story.ko");
        assertThat(story.find("absent")).isEmpty();
    }

    /** The count alone may be missing on one side: English words change with it, Korean ones do not. */
    private static Set<String> valuesOf(Texts texts, String key) {
        Set<String> names = new TreeSet<>(texts.find(key).orElseThrow().names());
        names.remove("n");
        return names;
    }
}

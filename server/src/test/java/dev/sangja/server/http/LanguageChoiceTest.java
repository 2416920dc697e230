package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageChoiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7 | ko",
                "en-US,en;q=0.9,ko;q=0.8 | en",
                "fr-FR, ko;q=0.1 | ko",
                "fr-FR | en",
                "'' | en",
                "*;q=banana | en",
            })
    void takesTheFirstLanguageThatTheBrowserReadsAndWeWrite(String header, String tag) {
        assertThat(LanguageChoice.accepted(header))
                .isEqualTo(Language.ofTag(tag).orElseThrow());
    }
}

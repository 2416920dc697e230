package dev.sangja.lessons.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.lessons.model.Glossary;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Localized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
    private final Markup markup = new Markup(new Glossary(List.of(new Glossary.Term(
            "layer", new Localized("레이어", "layer"), Optional.of(new Localized("한 \"겹\"", "one sheet"))))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**네임스페이스(namespace)**는 | <strong>네임스페이스(namespace)</strong>는",
                "**`unshare`**를 씁니다 | <strong><code>unshare</code></strong>를 씁니다",
                "*(가)*나 | <em>(가)</em>나",
                "(**가**) | (<strong>가</strong>)",
                "a*b | a*b",
            })
    void emphasisesBeforeAKoreanParticle(String markdown, String html) {
        assertThat(markup.inline(markdown, Language.KO)).isEqualTo(html);
    }

    @Test
    void escapesRawHtml() {
        assertThat(markup.blocks("<script>alert(1)</script>\n\na <b>b</b>", Language.EN))
                .doesNotContain("<script", "<b>")
                .contains("&lt;script");
    }

    @Test
    void showsATermWithTheOtherLanguageAndItsMeaning() {
        assertThat(markup.inline("[레이어](term:layer)는", Language.KO))
                .isEqualTo("<button type=\"button\" class=\"term\" data-term=\"layer\" data-other=\"layer\""
                        + " data-other-lang=\"en\" data-note=\"한 &quot;겹&quot;\">레이어</button>는");
    }

    @Test
    void refusesUnknownTermsAndOtherLinks() {
        assertThatThrownBy(() -> markup.inline("[x](term:nothing)", Language.KO))
                .hasMessageContaining("no term 'nothing'");
        assertThatThrownBy(() -> markup.inline("[x](javascript:alert)", Language.KO))
                .hasMessageContaining("leads to a term");
        assertThatThrownBy(() -> markup.inline("[x](https://example.org)", Language.KO))
                .hasMessageContaining("leads to a term");
    }

    @Test
    void rendersCodeAndTermsAsWordsInPlainText() {
        assertThat(markup.plain("**`unshare`**로 [레이어](term:layer)를")).isEqualTo("unshare로 레이어를");
    }

    @Test
    void keepsPlacesForFacts() {
        assertThat(markup.inline("`uts:[{mine}]` {p.pid}", Language.EN)).isEqualTo("<code>uts:[{mine}]</code> {p.pid}");
    }
}

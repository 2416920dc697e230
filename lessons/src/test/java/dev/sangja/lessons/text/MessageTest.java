package dev.sangja.lessons.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    private final Message message = new Message(
            new Localized("<code>{p.pid}</code>번, {name}", "{name}: <code>{p.pid}</code>"),
            new Localized("{p.pid}번, {name}", "{name}: {p.pid}"));

    @Test
    void putsFactsInEscaped() {
        assertThat(message.html(Language.KO, Map.of("p.pid", "7", "name", "<b>$1\\")))
                .isEqualTo("<code>7</code>번, &lt;b&gt;$1\\");
        assertThat(message.plain(Language.EN, Map.of("p.pid", "7", "name", "<b>")))
                .isEqualTo("<b>: 7");
    }

    @Test
    void showsADashForWhatWasNotMeasured() {
        assertThat(message.plain(Language.KO, Map.of("p.pid", "7"))).isEqualTo("7번, –");
    }

    @Test
    void knowsItsPlaces() {
        assertThat(message.places(Language.EN)).containsExactly("name", "p.pid");
        assertThat(new Message(Localized.same("{print $1} ${X}"), Localized.same("{print $1} ${X}"))
                        .places(Language.KO))
                .isEmpty();
    }
}

package dev.sangja.lessons.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void fillsBlanksAndChoosesParticlesBySound() {
        Template template = Template.parse("{program:이} {pid:을} 낳았습니다. {program:은} 그대로 {pid}입니다.");
        assertThat(template.fill(Map.of("program", "unshare", "pid", "1873")))
                .isEqualTo("unshare가 1873을 낳았습니다. unshare는 그대로 1873입니다.");
        assertThat(template.names()).containsExactly("program", "pid");
    }

    @Test
    void choosesTheNounByNumber() {
        Template template = Template.parse("{n} {n#capability#capabilities}");
        assertThat(template.fill(Map.of("n", "1"))).isEqualTo("1 capability");
        assertThat(template.fill(Map.of("n", "41"))).isEqualTo("41 capabilities");
    }

    @Test
    void refusesABlankWithoutAValue() {
        assertThatThrownBy(() -> Template.parse("{pid}입니다").fill(Map.of()))
                .hasMessageContaining("{pid}")
                .hasMessageContaining("{pid}입니다");
    }

    @Test
    void refusesWhatIsNoBlank() {
        assertThatThrownBy(() -> Template.parse("{pid:에게}")).hasMessageContaining("no such particle");
        assertThatThrownBy(() -> Template.parse("{pid")).hasMessageContaining("brace");
        assertThatThrownBy(() -> Template.parse("a {b c} d")).hasMessageContaining("brace");
    }

    @Test
    void doesNotReadBlanksInValues() {
        assertThat(Template.parse("{a}").fill(Map.of("a", "{b}"))).isEqualTo("{b}");
    }
}

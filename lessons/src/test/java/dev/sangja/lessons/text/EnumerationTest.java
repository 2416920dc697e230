package dev.sangja.lessons.text;

import static dev.sangja.lessons.text.Language.EN;
import static dev.sangja.lessons.text.Language.KO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnumerationTest {
    @Test
    void joinsNouns() {
        assertThat(Enumeration.ofNouns(EN, List.of())).isEmpty();
        assertThat(Enumeration.ofNouns(EN, List.of("ls"))).isEqualTo("ls");
        assertThat(Enumeration.ofNouns(EN, List.of("ls", "cat"))).isEqualTo("ls and cat");
        assertThat(Enumeration.ofNouns(EN, List.of("ls", "cat", "ps"))).isEqualTo("ls, cat and ps");
        assertThat(Enumeration.ofNouns(KO, List.of("sleep", "ls"))).isEqualTo("sleep과 ls");
        assertThat(Enumeration.ofNouns(KO, List.of("ls", "cat", "ps"))).isEqualTo("ls, cat, ps");
    }

    @Test
    void joinsClauses() {
        assertThat(Enumeration.ofClauses(KO, List.of("표를 복사했습니다", "이름을 바꿨습니다"))).isEqualTo("표를 복사했고, 이름을 바꿨습니다");
        assertThat(Enumeration.ofClauses(KO, List.of("큐를 만들었습니다(키 0x1)", "끝냈습니다")))
                .isEqualTo("큐를 만들었고(키 0x1), 끝냈습니다");
        assertThat(Enumeration.ofClauses(EN, List.of("copied its table", "changed its name")))
                .isEqualTo("copied its table and changed its name");
    }
}

package dev.sangja.runtime.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.TextDiff;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextComparisonTest {
    @Test
    void showsThreeLinesAroundAChange() {
        String before = numbers(1, 20);
        String after = before.replace("10\n", "ten\n");
        assertThat(render(TextComparison.compare(before, after)))
                .containsExactly(" 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13");
    }

    @Test
    void showsALineThatOnlyLostItsEnd() {
        assertThat(render(TextComparison.compare("a\nb\n", "a\nb"))).containsExactly(" a", "-b", "+b");
    }

    @Test
    void showsAWholeNewText() {
        assertThat(render(TextComparison.compare("", "상자\n둘"))).containsExactly("+상자", "+둘");
        assertThat(render(TextComparison.compare("x", ""))).containsExactly("-x");
        assertThat(TextComparison.compare("", "").lines()).isEmpty();
    }

    @Test
    void countsTheLinesThatItLeavesOut() {
        TextDiff diff = TextComparison.compare("", numbers(1, 1000));
        assertThat(diff.lines()).hasSize(400);
        assertThat(diff.cut()).isEqualTo(600);
    }

    @Test
    void shortensALongLineWithoutBreakingACharacter() {
        String line = "a" + "😀".repeat(2000);
        String shown = TextComparison.compare("", line).lines().get(0).text();
        assertThat(shown).hasSizeLessThan(1002).endsWith("😀…");
    }

    @Test
    void takesOnlyShortValidTextForText() {
        assertThat(TextComparison.text("상자".getBytes(StandardCharsets.UTF_8))).contains("상자");
        assertThat(TextComparison.text(new byte[] {'a', 0, 'b'})).isEmpty();
        assertThat(TextComparison.text(new byte[] {(byte) 0xFF})).isEmpty();
        assertThat(TextComparison.text("x".repeat(64 * 1024 + 1).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> render(TextDiff diff) {
        return diff.lines().stream()
                .map(line -> switch (line.kind()) {
                            case SAME -> " ";
                            case REMOVED -> "-";
                            case ADDED -> "+";
                        }
                        + line.text())
                .toList();
    }
}

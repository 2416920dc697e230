package dev.sangja.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    private static final Metric EXEC = new Metric("container", "exec", "ms", "컨테이너 안에서 true", "true inside");
    private static final Metric COLD = new Metric("machine", "cold-start", "ms", "시작", "cold start");

    private static List<Figure> figures() {
        Findings findings = new Findings((korean, english) -> {});
        findings.beside(EXEC, Samples.of(1, 2, 3), "nsenter", Samples.of(3, 4, 5), 0.5);
        findings.beside(EXEC, Samples.of(1, 2, 3), "crun", new Samples(), 1.0);
        findings.alone(COLD, 1200.5, 1000);
        findings.alone(COLD, 7);
        return findings.figures();
    }

    @Test
    void alignsNamesAtTheirLeftAndNumbersAtTheirRight() {
        assertThat(new FigureTable(Language.EN).lines(figures()))
                .containsExactly(
                        "BENCH      WHAT               OURS  PEER      PEER'S  RATIO      BOUND  HOLDS",
                        "container  true inside     2.00 ms  nsenter  4.00 ms   0.50     ≤ 0.50  yes",
                        "container  true inside     2.00 ms  crun      absent      -     ≤ 1.00  -",
                        "machine    cold start   1200.50 ms  -              -      -  ≤ 1000 ms  NO",
                        "machine    cold start      7.00 ms  -              -      -          -  -");
    }

    @Test
    void alignsKoreanLettersWhichAreTwoCellsWide() {
        assertThat(new FigureTable(Language.KO).lines(figures()))
                .containsExactly(
                        "벤치       무엇                        상자  상대     상대의 값  비율       한계  지켜짐",
                        "container  컨테이너 안에서 true     2.00 ms  nsenter    4.00 ms  0.50     ≤ 0.50  예",
                        "container  컨테이너 안에서 true     2.00 ms  crun          없음     -     ≤ 1.00  -",
                        "machine    시작                  1200.50 ms  -                -     -  ≤ 1000 ms  아니요",
                        "machine    시작                     7.00 ms  -                -     -          -  -");
    }

    @Test
    void tellsRemarksInBothLanguagesAtOnce() {
        List<String> told = new ArrayList<>();
        new Findings((korean, english) -> told.add(korean + "|" + english)).remark("없음", "absent");
        assertThat(told).containsExactly("없음|absent");
    }
}

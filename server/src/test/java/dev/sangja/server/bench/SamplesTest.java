package dev.sangja.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void takesTheMiddleOfAnOddNumberOfValues() {
        assertThat(Samples.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Samples.of(4, 1, 100, 2).median()).isEqualTo(3);
    }

    @Test
    void findsThePercentileOfTheNearestRank() {
        Samples samples = new Samples();
        for (int value = 40; value >= 1; value--) {
            samples.add(value);
        }
        assertThat(samples.percentile(95)).isEqualTo(38);
        assertThat(samples.percentile(50)).isEqualTo(20);
        assertThat(samples.percentile(1)).isEqualTo(1);
        assertThat(samples.percentile(100)).isEqualTo(40);
    }

    @Test
    void findsThePercentileOfASingleValue() {
        assertThat(Samples.of(7).percentile(95)).isEqualTo(7);
    }

    @Test
    void takesOverTheValuesOfOthers() {
        Samples all = Samples.of(1);
        all.addAll(Samples.of(2, 3));
        assertThat(all.count()).isEqualTo(3);
        assertThat(all.median()).isEqualTo(2);
    }

    @Test
    void tellsNothingOfNothing() {
        assertThatThrownBy(() -> new Samples().median()).hasMessageContaining("nothing was measured");
        assertThatThrownBy(() -> new Samples().percentile(50)).hasMessageContaining("nothing was measured");
    }

    @Test
    void refusesWhatIsNoFigure() {
        assertThatThrownBy(() -> Samples.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(1).percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(1).percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }
}

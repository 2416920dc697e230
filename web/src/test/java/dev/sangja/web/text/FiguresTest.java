package dev.sangja.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "-1, –",
        "0, 0.0 µs",
        "940, 0.9 µs",
        "9_000, 9.0 µs",
        "94_000, 94 µs",
        "178_400, 178 µs",
        "999_499, 999 µs",
        "999_500, 1.00 ms",
        "1_080_000, 1.08 ms",
        "13_800_000, 13.8 ms",
        "40_123_456, 40.1 ms",
        "246_000_000, 246 ms",
        "999_500_000, 1.00 s",
        "5_310_000_000, 5.31 s",
        "125_000_000_000, 125 s",
    })
    void givesDurationsThreeDigitsAndAUnit(String nanos, String expected) {
        assertThat(Figures.duration(Long.parseLong(nanos.replace("_", "")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, –",
        "0, 0 B",
        "76, 76 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1843, 1.8 KiB",
        "421_888, 412 KiB",
        "1_048_500, 1.0 MiB",
        "2_097_152, 2.0 MiB",
        "34_359_738_368, 32.0 GiB",
    })
    void givesSizesInPowersOfTwo(String bytes, String expected) {
        assertThat(Figures.bytes(Long.parseLong(bytes.replace("_", "")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, ±0", "2, +2", "-3, −3"})
    void signsDifferences(long difference, String expected) {
        assertThat(Figures.difference(difference)).isEqualTo(expected);
    }

    @Test
    void saysWhatIsUsedOfABoundInTheUnitOfTheBound() {
        assertThat(Figures.share(63_963_136, 536_870_912, "bytes")).isEqualTo("61/512 MiB");
        assertThat(Figures.share(419_430, 268_435_456, "bytes")).isEqualTo("0.4/256 MiB");
        assertThat(Figures.share(9, 128, "processes")).isEqualTo("9/128");
        assertThat(Figures.share(0.031, 1, "cores")).isEqualTo("0.03/1.00");
    }
}

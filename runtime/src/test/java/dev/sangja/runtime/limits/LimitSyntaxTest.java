package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSyntaxTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512b, 512",
        "1k, 1024",
        "32m, 33554432",
        "32M, 33554432",
        "32MB, 33554432",
        "32MiB, 33554432",
        "'32 m', 33554432",
        "1.5g, 1610612736",
        ".5k, 512",
        "2t, 2199023255552",
        "99999999p, 9223372036854775807"
    })
    void readsSizesAsDockerDoes(String text, long bytes) {
        assertThat(LimitSyntax.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid size: ''",
        "abc, invalid size: 'abc'",
        "-1, invalid size: '-1'",
        "32x, invalid suffix: 'x'",
        "32mm, invalid suffix: 'mm'",
        "32MX, invalid suffix: 'mx'",
        "32MEGS, invalid suffix: 'MEGS'",
        "32bb, invalid suffix: 'bb'",
        "32mib2, 'strconv.ParseFloat: parsing \"32mib2\": invalid syntax'",
        "1.2.3, 'strconv.ParseFloat: parsing \"1.2.3\": invalid syntax'"
    })
    void refusesOtherSizesInDockersWords(String text, String message) {
        assertThatThrownBy(() -> LimitSyntax.bytes(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1000000000", "0.5, 500000000", "1.25, 1250000000", "3/2, 1500000000", ".1, 100000000"})
    void readsProcessorsAsRationalNumbers(String text, long nano) {
        assertThat(LimitSyntax.nanoCpus(text)).isEqualTo(nano);
    }

    @ParameterizedTest
    @CsvSource({
        "half, failed to parse half as a rational number",
        "1/0, failed to parse 1/0 as a rational number",
        "'', failed to parse  as a rational number",
        "1/3, value is too precise",
        "0.0000000001, value is too precise"
    })
    void refusesOtherProcessorsInDockersWords(String text, String message) {
        assertThatThrownBy(() -> LimitSyntax.nanoCpus(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "-1, -1", "+3, 3"})
    void readsCounts(String text, long count) {
        assertThat(LimitSyntax.count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "many, 'strconv.ParseInt: parsing \"many\": invalid syntax'",
        "1.5, 'strconv.ParseInt: parsing \"1.5\": invalid syntax'",
        "9223372036854775808, 'strconv.ParseInt: parsing \"9223372036854775808\": value out of range'"
    })
    void refusesOtherCountsInDockersWords(String text, String message) {
        assertThatThrownBy(() -> LimitSyntax.count(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

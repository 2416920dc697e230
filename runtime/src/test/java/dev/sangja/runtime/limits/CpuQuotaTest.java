package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuQuotaTest {
    @ParameterizedTest
    @CsvSource({"1000000000, 100000", "500000000, 50000", "2500000000, 250000", "10000000, 1000", "1, 1000"})
    void turnsProcessorsIntoTimePerPeriodAndNeverBelowWhatTheKernelTakes(long nanoCpus, long quota) {
        assertThat(CpuQuota.quotaMicros(nanoCpus)).isEqualTo(quota);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "512, 20", "1024, 39", "262144, 10000", "9999999, 10000"})
    void turnsSharesIntoWeightAsRuncDoes(long shares, long weight) {
        assertThat(CpuQuota.weight(shares)).isEqualTo(weight);
    }

    @Test
    void turnsQuotaAndPeriodIntoProcessors() {
        assertThat(CpuQuota.cores(OptionalLong.of(20_000), OptionalLong.of(100_000)))
                .isEqualTo(0.2);
        assertThat(CpuQuota.cores(OptionalLong.empty(), OptionalLong.of(100_000)))
                .isZero();
        assertThat(CpuQuota.cores(OptionalLong.of(20_000), OptionalLong.empty()))
                .isZero();
    }
}

package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.linux.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceLimitsTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max file size             unlimited            unlimited            bytes
            Max processes             95123                95124                processes
            Max open files            1024                 524288               files
            """;

    @Test
    void readsHardLimitsOfAProcess() {
        assertThat(ResourceLimits.hardLimit(LIMITS, Resource.NOFILE)).hasValue(524288);
        assertThat(ResourceLimits.hardLimit(LIMITS, Resource.NPROC)).hasValue(95124);
        assertThat(ResourceLimits.hardLimit(LIMITS, Resource.FSIZE)).isEmpty();
        assertThat(ResourceLimits.hardLimit(LIMITS, Resource.STACK)).isEmpty();
    }

    @Test
    void standsInForControlGroupsByDataAndProcesses() {
        ResourceLimits limits = ResourceLimits.workload(64, 1000).withoutControlGroups(100, 1 << 20);

        assertThat(limits.values())
                .containsEntry(Resource.NPROC, 100L)
                .containsEntry(Resource.DATA, 1L << 20)
                .containsEntry(Resource.CORE, 0L);
    }

    @Test
    void neverLimitsAddressSpace() {
        assertThatThrownBy(() -> new ResourceLimits(Map.of(Resource.AS, 1L << 30)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

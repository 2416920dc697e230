package dev.sangja.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.limits.Shortfall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlGroupsTest {
    @Test
    void saysWhatBoundsEachResourceAndWhyNotMore() {
        Finding finding = ControlGroups.find(LimitLadder.detect().refused("EROFS"));

        assertThat(finding.status()).isEqualTo(Finding.Status.DEGRADED);
        assertThat(finding.detail())
                .isEqualTo("no control groups: memory by RLIMIT_DATA, processes by RLIMIT_NPROC, cpu by nothing");
        assertThat(finding.degrades(Language.EN)).endsWith("The kernel refused the control group: EROFS");
        assertThat(finding.degrades(Language.KO)).endsWith("커널이 cgroup을 거절했습니다: EROFS");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasASentenceInBothLanguages(Shortfall.Code code) {
        Shortfall shortfall =
                new Shortfall(code, Map.of("controller", "memory", "directory", "/sys/fs/cgroup", "refusal", "EROFS"));

        for (Language language : Language.values()) {
            assertThat(ShortfallText.of(shortfall, language)).isNotBlank().doesNotContain("?");
        }
    }
}

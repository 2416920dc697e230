package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.GroupUsage.Acted;
import dev.sangja.runtime.limits.GroupUsage.Meter;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GroupSurveyTest {
    private static final long SECOND = 1_000_000_000L;

    private static GroupUsage usage(double memoryLimit, long kills, double cpuNanos) {
        return new GroupUsage(
                Optional.of(new Meter(
                        5, 9, memoryLimit, "memory.max", new Acted(kills, "memory.events.local", "oom_kill " + kills))),
                Optional.empty(),
                Optional.of(new Meter(cpuNanos, cpuNanos, 0.5, "cpu.max", new Acted(0, "cpu.stat", "nr_throttled 0"))));
    }

    private static GroupSurvey survey(long atNanos, Map<String, GroupUsage> groups) {
        return new GroupSurvey(atNanos, new LinkedHashMap<>(groups));
    }

    private static String place(String path) {
        return path.startsWith("containers/") ? "web" : "machine";
    }

    @Test
    void tellsProcessorsInUseFromTwoReadings() {
        GroupSurvey before = survey(0, Map.of("", usage(64, 0, 1 * SECOND)));
        GroupSurvey after = survey(2 * SECOND, Map.of("", usage(64, 0, 2 * SECOND)));

        assertThat(after.gauges(before))
                .containsExactly(
                        new Gauge("memory", 5, 9, 64, "bytes", "memory.max", 0),
                        new Gauge("cpu", 0.5, 0.5, 0.5, "cores", "cpu.max", 0));
        assertThat(after.cpuNanos().orElseThrow()).isCloseTo(2e9, within(1.0));
    }

    @Test
    void namesTheLimitThatActedAndWhereItStands() {
        GroupSurvey before = survey(0, Map.of("", usage(64, 0, 0), "containers/abc", usage(32, 1, 0)));
        GroupSurvey after =
                survey(SECOND, Map.of("", usage(64, 0, 0), "containers/abc", usage(32, 2, 0), "bench", usage(0, 1, 0)));

        assertThat(after.eventsSince(before, GroupSurveyTest::place, LimitSpec.NONE))
                .containsExactlyInAnyOrder(
                        new LimitEvent(
                                "memory", "web", 32, "bytes", "containers/abc/memory.events.local", "oom_kill 2"),
                        new LimitEvent("memory", "machine", 64, "bytes", "bench/memory.events.local", "oom_kill 1"));
        assertThat(after.gauges(before).get(0).acted()).isEqualTo(3);
    }

    @Test
    void takesTheLimitOfAGroupAboveWhereNoneWasSurveyed() {
        LimitSpec enclosing = new LimitSpec(
                OptionalLong.of(128),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
        GroupSurvey after = survey(SECOND, Map.of("", usage(0, 1, 0)));

        assertThat(after.eventsSince(GroupSurvey.nothing(), GroupSurveyTest::place, enclosing))
                .extracting(LimitEvent::limit)
                .containsExactly(128.0);
    }
}

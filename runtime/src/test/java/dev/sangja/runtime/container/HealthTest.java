package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Health.Check WELL = new Health.Check(Instant.EPOCH, Instant.EPOCH, 0, "");
    private static final Health.Check SICK = new Health.Check(Instant.EPOCH, Instant.EPOCH, 1, "");

    private static HealthSpec spec(List<String> test, int seconds, int retries) {
        Duration interval = Duration.ofSeconds(seconds);
        return new HealthSpec(test, interval, Duration.ZERO, Duration.ZERO, Duration.ZERO, retries);
    }

    @Test
    void becomesUnhealthyAfterSoManyFailuresInARowAndHealthyAfterOneSuccess() {
        Health once = Health.STARTING.after(SICK, true, 2);
        Health twice = once.after(SICK, true, 2);

        assertThat(once.status()).isEqualTo(Health.Status.STARTING);
        assertThat(twice.status()).isEqualTo(Health.Status.UNHEALTHY);
        assertThat(twice.failingStreak()).isEqualTo(2);
        assertThat(twice.after(WELL, true, 2).status()).isEqualTo(Health.Status.HEALTHY);
    }

    @Test
    void countsNoFailureWhileItMayStillBeStarting() {
        Health started = Health.STARTING.after(SICK, false, 1);

        assertThat(started.status()).isEqualTo(Health.Status.STARTING);
        assertThat(started.failingStreak()).isZero();
        assertThat(started.after(WELL, false, 1).after(SICK, false, 1).status()).isEqualTo(Health.Status.UNHEALTHY);
    }

    @Test
    void remembersTheLastFiveChecks() {
        Health health = Health.STARTING;
        for (int index = 0; index < 9; index++) {
            health = health.after(WELL, true, 3);
        }

        assertThat(health.log()).hasSize(5);
    }

    @Test
    void takesFromTheImageWhatWasNotAskedFor() {
        HealthSpec image = spec(List.of("CMD", "true"), 5, 4);

        assertThat(HealthSpec.resolve(Optional.of(spec(List.of(), 1, 0)), Optional.of(image)))
                .contains(spec(List.of("CMD", "true"), 1, 4));
        assertThat(HealthSpec.resolve(Optional.empty(), Optional.of(image))).contains(image);
        assertThat(HealthSpec.resolve(Optional.of(spec(List.of("NONE"), 0, 0)), Optional.of(image)))
                .isEmpty();
        assertThat(HealthSpec.resolve(Optional.of(spec(List.of(), 1, 0)), Optional.empty()))
                .isEmpty();
    }
}

package dev.sangja.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.Cancellation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EventLogTest {
    private final EventLog log = new EventLog(Clock.systemUTC());

    private static EventLog.Request all(Optional<Instant> until) {
        return new EventLog.Request(Optional.of(Instant.EPOCH), until, event -> true);
    }

    private List<String> actions(EventLog.Request request) {
        List<String> actions = new ArrayList<>();
        log.read(request, event -> actions.add(event.action()), new Cancellation());
        return actions;
    }

    @Test
    void tellsWhatWasBeforeAnEndThatHasPassed() {
        log.add(Event.Kind.CONTAINER, "create", "a", Map.of());
        log.add(Event.Kind.CONTAINER, "start", "a", Map.of());

        assertThat(actions(all(Optional.of(Instant.now())))).containsExactly("create", "start");
    }

    @Test
    void waitsForWhatComesUntilItsEnd() {
        log.add(Event.Kind.CONTAINER, "before", "a", Map.of());
        Thread later = new Thread(() -> log.add(Event.Kind.CONTAINER, "after", "a", Map.of()));
        List<String> actions = new ArrayList<>();
        Cancellation cancellation = new Cancellation();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> log.read(
                        all(Optional.empty()),
                        event -> {
                            actions.add(event.action());
                            if (event.action().equals("before")) {
                                later.start();
                            } else {
                                cancellation.cancel();
                            }
                        },
                        cancellation));
        assertThat(actions).containsExactly("before", "after");
    }

    @Test
    void forgetsTheOldest() {
        for (int index = 0; index < 2000; index++) {
            log.add(Event.Kind.VOLUME, Integer.toString(index), "v", Map.of());
        }

        assertThat(actions(all(Optional.of(Instant.now()))))
                .hasSize(1024)
                .startsWith("976")
                .endsWith("1999");
    }
}

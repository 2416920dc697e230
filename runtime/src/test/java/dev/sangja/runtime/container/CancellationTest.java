package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancellationTest {
    @Test
    void runsWhatWasRegisteredOnceAndLeavesOutWhatWasTakenBack() {
        Cancellation cancellation = new Cancellation();
        List<String> ran = new ArrayList<>();
        cancellation.onCancel(() -> ran.add("kept"));
        cancellation.onCancel(() -> ran.add("taken back")).close();

        cancellation.cancel();
        cancellation.cancel();

        assertThat(ran).containsExactly("kept");
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void runsAtOnceWhatIsRegisteredTooLate() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        List<String> ran = new ArrayList<>();

        cancellation.onCancel(() -> ran.add("late"));

        assertThat(ran).containsExactly("late");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(cancellation::check);
    }

    @Test
    void wakesASleeper() {
        Cancellation cancellation = new Cancellation();
        Thread canceller = new Thread(cancellation::cancel);
        canceller.start();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> cancellation.sleep(Duration.ofHours(1)));
    }

    @Test
    void letsASleepEndByItself() {
        Cancellation cancellation = new Cancellation();

        cancellation.sleep(Duration.ofMillis(1));

        assertThat(cancellation.isCancelled()).isFalse();
    }
}

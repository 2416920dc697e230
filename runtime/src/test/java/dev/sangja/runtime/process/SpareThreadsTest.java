package dev.sangja.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpareThreadsTest {
    @Test
    void givesEveryPieceOfWorkAThreadOfItsOwn() {
        SpareThreads spares = new SpareThreads(2);
        Set<Thread> used = new HashSet<>();

        for (int piece = 0; piece < 10; piece++) {
            used.add(spares.call("piece", Thread::currentThread));
        }

        assertThat(used).hasSize(10).doesNotContain(Thread.currentThread());
    }

    @Test
    void passesOnWhatTheWorkThrows() {
        SpareThreads spares = new SpareThreads(1);

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> spares.call("failing", () -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no");
        }
    }
}

package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    @ParameterizedTest
    @CsvSource({
        "9,9",
        "KILL,9",
        "sigkill,9",
        "SIGTERM,15",
        "USR2,12",
        "WINCH,28",
        "RTMIN,34",
        "RTMIN+3,37",
        "SIGRTMAX-1,63",
        "64,64"
    })
    void readsNamesAndNumbers(String text, int number) {
        assertThat(Signal.parse(text)).contains(new Signal(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIG", "FOO", "0", "65", "-1", "RTMIN3", "RTMAX+1", "99999999999", "9 "})
    void findsNoSignalInAnythingElse(String text) {
        assertThat(Signal.parse(text)).isEmpty();
    }

    @Test
    void writesTheNameOfTheManualPage() {
        assertThat(new Signal(15)).hasToString("SIGTERM");
        assertThat(new Signal(34)).hasToString("SIGRTMIN");
        assertThat(new Signal(37)).hasToString("SIGRTMIN+3");
        assertThat(new Signal(32)).hasToString("32");
    }

    @Test
    void readsBackEveryNameThatItWrites() {
        for (int number = 1; number <= 64; number++) {
            assertThat(Signal.parse(new Signal(number).name())).contains(new Signal(number));
        }
    }
}

package dev.sangja.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final Metric METRIC = new Metric("container", "exec", "ms", "안에서", "inside");

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Test
    void holdsUpToItsBound() {
        assertThat(Measurement.alone(METRIC, 50, OptionalDouble.of(50)).holds()).contains(true);
        assertThat(Measurement.alone(METRIC, 50.01, OptionalDouble.of(50)).holds())
                .contains(false);
    }

    @Test
    void boundsTheRatioIfThereIsAPeer() {
        Measurement measured = Measurement.beside(METRIC, 3, "nsenter", OptionalDouble.of(4), OptionalDouble.of(0.5));
        assertThat(measured.ratio()).hasValue(0.75);
        assertThat(measured.holds()).contains(false);
        assertThat(Measurement.beside(METRIC, 2, "nsenter", OptionalDouble.of(4), OptionalDouble.of(0.5))
                        .holds())
                .contains(true);
    }

    @Test
    void judgesNothingWithoutABoundOrAPeersValue() {
        assertThat(Measurement.alone(METRIC, 3, OptionalDouble.empty()).holds()).isEmpty();
        Measurement absent = Measurement.beside(METRIC, 3, "crun", OptionalDouble.empty(), OptionalDouble.of(1));
        assertThat(absent.peer()).isEqualTo(Optional.of("crun"));
        assertThat(absent.peerValue()).isEmpty();
        assertThat(absent.ratio()).isEmpty();
        assertThat(absent.holds()).isEmpty();
    }

    @Test
    void isWrittenWithEveryNameInOrder() throws JsonProcessingException {
        assertThat(json.writeValueAsString(
                        Measurement.beside(METRIC, 1.23456, "nsenter", OptionalDouble.of(4), OptionalDouble.of(0.5))))
                .isEqualTo("{\"bench\":\"container\",\"metric\":\"exec\",\"unit\":\"ms\",\"ours\":1.235,"
                        + "\"peer\":\"nsenter\",\"peerValue\":4.0,\"ratio\":0.309,\"bound\":0.5,\"holds\":true}");
    }

    @Test
    void writesNullForWhatThereIsNot() throws JsonProcessingException {
        assertThat(json.writeValueAsString(Measurement.alone(METRIC, 2, OptionalDouble.empty())))
                .isEqualTo("{\"bench\":\"container\",\"metric\":\"exec\",\"unit\":\"ms\",\"ours\":2.0,"
                        + "\"peer\":null,\"peerValue\":null,\"ratio\":null,\"bound\":null,\"holds\":null}");
    }
}

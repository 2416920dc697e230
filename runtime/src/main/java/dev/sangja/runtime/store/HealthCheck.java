package dev.sangja.runtime.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How an image's containers are asked whether they do their work. Times are in nanoseconds; 0 means Docker's default.
 * Source: Docker's image specification, "Healthcheck".
 *
 * @param test empty to inherit; {@code NONE}; {@code CMD} and a program; or {@code CMD-SHELL} and a line for the shell
 * @param interval between two tests
 * @param timeout after which a test has failed
 * @param startPeriod in which failures do not count
 * @param startInterval between two tests during the start period
 * @param retries how many failures in a row make a container unhealthy
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record HealthCheck(
        @JsonProperty("Test") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> test,

        @JsonProperty("Interval") long interval,
        @JsonProperty("Timeout") long timeout,
        @JsonProperty("StartPeriod") long startPeriod,
        @JsonProperty("StartInterval") long startInterval,
        @JsonProperty("Retries") int retries) {
    public HealthCheck {
        test = List.copyOf(test);
    }
}

package dev.sangja.server.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure, as it is written to a file.
 *
 * @param bench the name of the bench that it belongs to
 * @param metric what was measured; together with the peer unique in its bench
 * @param unit of {@code ours} and {@code peerValue}: ms, s or MiB
 * @param ours the median of our rounds, or the percentile that the metric names
 * @param peer what it is compared with; empty if the bound is absolute, or there is none
 * @param peerValue the median of the peer's rounds, which alternated with ours; empty if the peer is not there
 * @param ratio ours divided by the peer's
 * @param bound the most that is promised: of the ratio if there is a peer, else of ours in its unit; empty if nothing
 *     is
 * @param holds whether the figure is within its bound; empty if there is no bound or the peer is not there
 */
@JsonPropertyOrder({"bench", "metric", "unit", "ours", "peer", "peerValue", "ratio", "bound", "holds"})
public record Measurement(
        String bench,
        String metric,
        String unit,
        double ours,
        Optional<String> peer,
        OptionalDouble peerValue,
        OptionalDouble ratio,
        OptionalDouble bound,
        Optional<Boolean> holds) {
    private static final double PRECISION = 1000;

    /** A figure that is compared with nobody's. */
    static Measurement alone(Metric metric, double ours, OptionalDouble bound) {
        double value = rounded(ours);
        return new Measurement(
                metric.bench(),
                metric.name(),
                metric.unit(),
                value,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                bound,
                bound.isPresent() ? Optional.of(value <= bound.getAsDouble()) : Optional.empty());
    }

    /** A figure beside a peer's; without the peer's value if that peer is not there. */
    static Measurement beside(Metric metric, double ours, String peer, OptionalDouble peerValue, OptionalDouble bound) {
        OptionalDouble ratio = peerValue.isPresent() && peerValue.getAsDouble() > 0
                ? OptionalDouble.of(rounded(ours / peerValue.getAsDouble()))
                : OptionalDouble.empty();
        return new Measurement(
                metric.bench(),
                metric.name(),
                metric.unit(),
                rounded(ours),
                Optional.of(peer),
                peerValue.isPresent() ? OptionalDouble.of(rounded(peerValue.getAsDouble())) : OptionalDouble.empty(),
                ratio,
                bound,
                bound.isPresent() && ratio.isPresent()
                        ? Optional.of(ratio.getAsDouble() <= bound.getAsDouble())
                        : Optional.empty());
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}

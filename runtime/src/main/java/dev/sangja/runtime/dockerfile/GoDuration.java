package dev.sangja.runtime.dockerfile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, {@code 1m30s} or {@code 500ms}; see time.ParseDuration of the Go library. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            long unit = Optional.ofNullable(NANOS.get(parts.group(2))).orElseThrow();
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
            end = parts.end();
        }
        boolean sound = end > 0 && end == text.length() && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return sound ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
    }
}

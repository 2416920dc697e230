package dev.sangja.runtime.docker.option;

import dev.sangja.runtime.docker.flag.GoQuote;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and points in time as the docker command reads them. */
public final class GoTime {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private static final Pattern PART = Pattern.compile("(\\d{0,18}(?:\\.\\d{0,18})?)([^\\d.]*)");
    private static final Pattern UNIX = Pattern.compile("(\\d{1,12})(?:\\.(\\d{1,9}))?");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoTime() {}

    /** Reads {@code 1h2m3.5s}; throws {@link IllegalArgumentException} with Go's reason. */
    public static Duration duration(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(unsigned);
        int at = 0;
        while (at < unsigned.length()) {
            if (!part.find(at) || part.start() != at || !part.group(1).matches(".*\\d.*")) {
                throw new IllegalArgumentException("time: invalid duration " + GoQuote.quote(text));
            }
            nanos = nanos.add(number(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2), text))));
            at = part.end();
        }
        if (unsigned.isEmpty() || nanos.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("time: invalid duration " + GoQuote.quote(text));
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    /** Reads a duration before now, a time as in RFC 3339 or a part of one, or seconds since the epoch. */
    public static Optional<Instant> moment(String text, Instant now) {
        try {
            return Optional.of(now.minus(duration(text)));
        } catch (IllegalArgumentException | DateTimeException noDuration) {
            return timestamp(text);
        }
    }

    private static Optional<Instant> timestamp(String text) {
        Matcher unix = UNIX.matcher(text);
        try {
            if (unix.matches()) {
                String fraction = unix.group(2) == null ? "" : unix.group(2);
                long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(unix.group(1)), nanos));
            }
            if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") && text.contains("T")) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            return Optional.of(
                    text.contains("T")
                            ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static BigDecimal number(String digits) {
        String whole = digits.startsWith(".") ? "0" + digits : digits;
        return new BigDecimal(whole.endsWith(".") ? whole + "0" : whole);
    }

    private static long unit(String unit, String text) {
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("time: missing unit in duration " + GoQuote.quote(text));
        }
        Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalArgumentException(
                    "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
        }
        return nanos;
    }
}

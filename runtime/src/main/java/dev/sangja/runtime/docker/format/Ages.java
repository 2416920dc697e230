package dev.sangja.runtime.docker.format;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as Docker writes them. */
public final class Ages {
    /** What Go writes for a time that was never set. */
    public static final String NEVER = "0001-01-01T00:00:00Z";

    private static final DateTimeFormatter LIST = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss Z 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORTEST = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FIXED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Ages() {}

    /** About how long that is, in words; see HumanDuration of the package go-units. */
    public static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = Math.round(seconds / 3600.0);
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        if (hours < 48) {
            return hours == 1 ? "About an hour" : hours + " hours";
        }
        if (hours < 24 * 7 * 2) {
            return hours / 24 + " days";
        }
        if (hours < 24 * 30 * 2) {
            return hours / 24 / 7 + " weeks";
        }
        if (hours < 24 * 365 * 2) {
            return hours / 24 / 30 + " months";
        }
        return seconds / 3600 / 24 / 365 + " years";
    }

    /** The same with {@code ago}. */
    public static String ago(Instant then, Instant now) {
        return words(Duration.between(then, now)) + " ago";
    }

    /** As lists show a time that {@code {{.CreatedAt}}} asks for. */
    public static String list(Instant time) {
        return LIST.format(time);
    }

    /** As Go's RFC3339Nano: without zeros at the end of the fraction. */
    public static String rfc3339(Instant time) {
        return SHORTEST.format(time);
    }

    /** As {@code docker logs -t} writes it: always nine digits. */
    public static String log(Instant time) {
        return FIXED.format(time);
    }
}

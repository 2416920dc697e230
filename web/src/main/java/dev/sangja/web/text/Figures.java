package dev.sangja.web.text;

import java.util.Locale;

/**
 * Figures with their units, alike in both languages: as many digits as were measured, never more than three that say
 * something, never without a unit.
 */
public final class Figures {
    private static final long UNKNOWN = -1;

    private Figures() {}

    /** A duration: {@code 94 µs}, {@code 40.1 ms}, {@code 5.31 s}; {@code –} if it could not be measured. */
    public static String duration(long nanos) {
        if (nanos == UNKNOWN) {
            return "–";
        }
        if (nanos < 10_000) {
            return decimals(nanos / 1e3, 1) + " µs";
        }
        if (nanos < 999_500) {
            return Math.round(nanos / 1e3) + " µs";
        }
        if (nanos < 999_500_000L) {
            return threeDigits(nanos / 1e6) + " ms";
        }
        return threeDigits(nanos / 1e9) + " s";
    }

    /** A size: {@code 76 B}, {@code 1.8 KiB}, {@code 412 KiB}, {@code 2.0 MiB}; {@code –} if it is not known. */
    public static String bytes(long bytes) {
        if (bytes == UNKNOWN) {
            return "–";
        }
        if (bytes < 1024) {
            return bytes + " B";
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1023.5 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return decimals(value, value < 99.95 ? 1 : 0) + " " + units[unit];
    }

    /** A count with separators: {@code 1,204}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A difference with its sign: {@code +2}, {@code −1}, {@code ±0}. */
    public static String difference(long difference) {
        if (difference == 0) {
            return "±0";
        }
        return difference > 0 ? "+" + difference : "−" + -difference;
    }

    /** What is used of a bound, in the bound's own unit: {@code 61/512 MiB}, {@code 9/128}, {@code 0.03/1.00}. */
    public static String share(double used, double limit, String unit) {
        return switch (unit) {
            case "bytes" -> shareOfBytes(used, limit);
            case "cores" -> decimals(used, 2) + "/" + decimals(limit, 2);
            default -> count(Math.round(used)) + "/" + count(Math.round(limit));
        };
    }

    /** An amount in one of the units of gauges and limits. */
    public static String amount(double amount, String unit) {
        return switch (unit) {
            case "bytes" -> bytes(Math.round(amount));
            case "cores" -> decimals(amount, 2);
            case "seconds" -> decimals(amount, amount == Math.rint(amount) ? 0 : 1) + " s";
            default -> count(Math.round(amount));
        };
    }

    private static String shareOfBytes(double used, double limit) {
        boolean mebibytes = limit >= 1024 * 1024;
        double unit = mebibytes ? 1024 * 1024 : 1024;
        double value = used / unit;
        int digits = value > 0 && value < 10 ? 1 : 0;
        return decimals(value, digits) + "/" + decimals(limit / unit, 0) + (mebibytes ? " MiB" : " KiB");
    }

    private static String threeDigits(double value) {
        return decimals(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}

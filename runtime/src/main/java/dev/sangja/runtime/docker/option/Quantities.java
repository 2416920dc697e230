package dev.sangja.runtime.docker.option;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of memory and of processors. Each method throws {@link IllegalArgumentException} with Docker's reason. */
public final class Quantities {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?) ?([kKmMgGtTpP])?[iI]?[bB]?");
    private static final Pattern RATIONAL =
            Pattern.compile("([+-]?)(?:(\\d{1,18})/(\\d{1,18})|(\\d{0,18}(?:\\.\\d{0,30})?)(?:[eE]([+-]?\\d{1,2}))?)");
    private static final String UNITS = "kmgtp";
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int KIBI_BITS = 10;

    private Quantities() {}

    /** Bytes, as in {@code 32m}, {@code 1.5g} or {@code 6291456}: units are powers of 1024. */
    public static long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("invalid size: '" + text + "'");
        }
        String unit = size.group(2) == null ? "" : size.group(2).toLowerCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (KIBI_BITS * power)));
        if (bytes.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("invalid size: '" + text + "'");
        }
        return bytes.longValue();
    }

    /** Billionths of a processor, as in {@code 0.5}, {@code 1/2} or {@code 2}. */
    public static long nanoCpus(String text) {
        Matcher rational = RATIONAL.matcher(text);
        boolean fraction = rational.matches() && rational.group(2) != null;
        boolean decimal = !fraction && rational.matches() && rational.group(4).matches(".*\\d.*");
        if (!fraction && !decimal) {
            throw new IllegalArgumentException("failed to parse " + text + " as a rational number");
        }
        BigDecimal nano = fraction
                ? fraction(text, rational.group(2), rational.group(3))
                : new BigDecimal(rational.group(4))
                        .scaleByPowerOfTen(exponent(rational.group(5)))
                        .multiply(NANO);
        if (nano.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("value is too precise");
        }
        if (nano.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("value is too large");
        }
        return rational.group(1).equals("-") ? -nano.longValue() : nano.longValue();
    }

    private static int exponent(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static BigDecimal fraction(String text, String numerator, String denominator) {
        BigInteger divisor = new BigInteger(denominator);
        if (divisor.signum() == 0) {
            throw new IllegalArgumentException("failed to parse " + text + " as a rational number");
        }
        BigInteger[] nano =
                new BigInteger(numerator).multiply(NANO.toBigInteger()).divideAndRemainder(divisor);
        if (nano[1].signum() != 0) {
            throw new IllegalArgumentException("value is too precise");
        }
        return new BigDecimal(nano[0]);
    }
}

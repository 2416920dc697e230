package dev.sangja.runtime.limits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Limits as people write them for Docker: {@code 32m}, {@code 0.5}, {@code 20}; errors in Docker's words. */
public final class LimitSyntax {
    private static final Map<Character, Integer> SHIFTS = Map.of('k', 10, 'm', 20, 'g', 30, 't', 40, 'p', 50);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}(\\.[0-9]{0,20})?|\\.[0-9]{1,20}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");
    private static final Pattern FRACTION = Pattern.compile("\\+?[0-9]{1,20}/0*[1-9][0-9]{0,19}");
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000L);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private LimitSyntax() {}

    /**
     * A size in bytes: a number, and perhaps {@code b}, {@code k}, {@code m}, {@code g}, {@code t} or {@code p}, all
     * binary, perhaps followed by {@code b} or {@code ib}, in either case.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long bytes(String text) {
        int end = text.length();
        while (end > 0 && "0123456789. ".indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        if (end == 0) {
            throw new IllegalArgumentException("invalid size: '" + text + "'");
        }
        String suffix = text.substring(end);
        String number = text.charAt(end - 1) == ' ' ? text.substring(0, end - 1) : text.substring(0, end);
        if (number.startsWith("-")) {
            throw new IllegalArgumentException("invalid size: '" + text + "'");
        }
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("strconv.ParseFloat: parsing \"" + number + "\": invalid syntax");
        }
        BigDecimal bytes = new BigDecimal(number).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(shift(suffix))));
        return bytes.toBigInteger().min(LARGEST).longValue();
    }

    private static int shift(String written) {
        // Docker lowers a suffix only once it is not too long.
        String suffix = written.length() > 3 ? written : written.toLowerCase(Locale.ROOT);
        if (suffix.isEmpty() || suffix.equals("b")) {
            return 0;
        }
        Integer shift = SHIFTS.get(suffix.charAt(0));
        String rest = suffix.substring(1);
        if (shift == null || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
            throw new IllegalArgumentException("invalid suffix: '" + suffix + "'");
        }
        return shift;
    }

    /**
     * A share of processors, in billionths of one: {@code 1.5} or {@code 3/2}.
     *
     * @throws IllegalArgumentException if it is none, or finer than a billionth
     */
    public static long nanoCpus(String text) {
        boolean fraction = FRACTION.matcher(text).matches();
        if (!fraction && !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("failed to parse " + text + " as a rational number");
        }
        int slash = text.indexOf('/');
        BigDecimal numerator = new BigDecimal(fraction ? text.substring(0, slash) : text).multiply(NANO);
        BigDecimal denominator = fraction ? new BigDecimal(text.substring(slash + 1)) : BigDecimal.ONE;
        BigDecimal[] nano = numerator.divideAndRemainder(denominator);
        if (nano[1].signum() != 0 || nano[0].stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("value is too precise");
        }
        return nano[0].toBigInteger().min(LARGEST).longValue();
    }

    /**
     * A whole number, perhaps negative.
     *
     * @throws IllegalArgumentException if it is none, or has more than 64 bits
     */
    public static long count(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("strconv.ParseInt: parsing \"" + text + "\": value out of range", e);
        }
    }
}

package dev.sangja.runtime.docker.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Sizes as Docker writes them; see the package go-units. */
public final class Sizes {
    private static final List<String> DECIMAL = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int THOUSAND = 1000;
    private static final int KIBI = 1024;

    private Sizes() {}

    /** In powers of a thousand with three digits, such as {@code 2.01MB}. */
    public static String decimal(long bytes) {
        return write(bytes, THOUSAND, DECIMAL, 3);
    }

    /** In powers of a thousand with four digits, such as {@code 2.012MB}. */
    public static String precise(long bytes) {
        return write(bytes, THOUSAND, DECIMAL, 4);
    }

    /** In powers of 1024 with four digits, such as {@code 2.861MiB}. */
    public static String binary(long bytes) {
        return write(bytes, KIBI, BINARY, 4);
    }

    private static String write(long bytes, int base, List<String> units, int digits) {
        BigDecimal size = BigDecimal.valueOf(bytes);
        BigDecimal divisor = BigDecimal.valueOf(base);
        int unit = 0;
        while (size.abs().compareTo(divisor) >= 0 && unit < units.size() - 1) {
            size = size.divide(divisor, MathContext.DECIMAL64);
            unit++;
        }
        BigDecimal rounded = size.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0
                ? "0" + units.get(unit)
                : rounded.stripTrailingZeros().toPlainString() + units.get(unit);
    }
}

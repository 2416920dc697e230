package dev.sangja.runtime.layer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Times in PAX records: decimal seconds since the epoch, with a fraction, possibly negative. */
final class PaxTime {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private PaxTime() {}

    static String format(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano()).divide(NANOS));
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }

    static Instant parse(byte[] text) {
        if (text.length > 40) {
            throw new LayerException("a PAX time is too long");
        }
        try {
            BigDecimal seconds = new BigDecimal(new String(text, StandardCharsets.US_ASCII));
            if (seconds.precision() - (long) seconds.scale() > 18 || seconds.scale() > 40) {
                throw new LayerException("a PAX time is beyond all calendars");
            }
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            int nanos = seconds.subtract(whole).multiply(NANOS).intValue();
            return Instant.ofEpochSecond(whole.longValueExact(), nanos);
        } catch (NumberFormatException | DateTimeException malformed) {
            throw new LayerException("a PAX time is not a number");
        }
    }
}

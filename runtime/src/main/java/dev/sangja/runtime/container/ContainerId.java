package dev.sangja.runtime.container;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of one container for ever: 64 hexadecimal digits.
 *
 * @param value the digits, in lower case
 */
public record ContainerId(@JsonValue String value) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
    private static final int SHORT_LENGTH = 12;

    @JsonCreator
    public ContainerId {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("not a container id: " + value);
        }
    }

    /** A new one. */
    public static ContainerId random(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new ContainerId(HexFormat.of().formatHex(bytes));
    }

    /** The first twelve digits, as lists show it. */
    public String shortForm() {
        return value.substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.sangja.runtime.docker.flag;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What values a flag takes.
 *
 * @param label how help names such a value; empty for a switch
 * @param bare what the flag means without a value; empty if it needs one
 * @param accept makes the new value of what there was and the text; throws {@link IllegalArgumentException} with the
 *     reason
 */
public record FlagKind<T>(String label, Optional<String> bare, BiFunction<T, String, T> accept) {
    /** On or off. */
    public static final FlagKind<Boolean> SWITCH =
            new FlagKind<>("", Optional.of("true"), (before, text) -> truth(text));

    /** Any text; the last one counts. */
    public static final FlagKind<String> TEXT = one("string", text -> text);

    /** A text that was given, even an empty one, or none. */
    public static final FlagKind<Optional<String>> OPTIONAL_TEXT = one("string", Optional::of);

    /** A whole number of 64 bits. */
    public static final FlagKind<OptionalLong> WHOLE = one("int", text -> OptionalLong.of(whole(text)));

    /** Any number of texts. */
    public static final FlagKind<List<String>> LIST = many("list", text -> text);

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    public FlagKind {
        requireNonNull(label, "label");
        requireNonNull(bare, "bare");
        requireNonNull(accept, "accept");
    }

    /** One value; the last one counts. */
    public static <T> FlagKind<T> one(String label, Function<String, T> parse) {
        return new FlagKind<>(label, Optional.empty(), (before, text) -> parse.apply(text));
    }

    /** Any number of values. */
    public static <T> FlagKind<List<T>> many(String label, Function<String, T> parse) {
        return new FlagKind<>(label, Optional.empty(), (before, text) -> {
            List<T> all = new ArrayList<>(before);
            all.add(parse.apply(text));
            return List.copyOf(all);
        });
    }

    /** As strconv.ParseBool. */
    private static boolean truth(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new IllegalArgumentException(
                        "strconv.ParseBool: parsing " + GoQuote.quote(text) + ": invalid syntax");
        };
    }

    /** As strconv.ParseInt with base 0, but for its digit separators. */
    public static long whole(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int radix = digits.matches("0[xX].+") ? 16 : digits.matches("0[oO]?[0-7]+") ? 8 : 10;
        String plain = radix == 16 ? digits.substring(2) : digits.replaceFirst("^0[oO]", "");
        BigInteger value;
        try {
            if (plain.startsWith("-") || plain.startsWith("+")) {
                throw new NumberFormatException(text);
            }
            value = new BigInteger(plain, radix);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "strconv.ParseInt: parsing " + GoQuote.quote(text) + ": invalid syntax", notANumber);
        }
        value = text.startsWith("-") ? value.negate() : value;
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "strconv.ParseInt: parsing " + GoQuote.quote(text) + ": value out of range");
        }
        return value.longValueExact();
    }
}

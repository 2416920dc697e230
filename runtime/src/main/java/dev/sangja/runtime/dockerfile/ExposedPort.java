package dev.sangja.runtime.dockerfile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that one word of EXPOSE names. */
public record ExposedPort(int first, int last, String protocol) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");
    private static final int HIGHEST = 65_535;

    /** Reads {@code 80}, {@code 80/udp} or {@code 8000-8010/tcp}; empty if it is none. */
    public static Optional<ExposedPort> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        String protocol = matcher.group(3) == null ? "tcp" : matcher.group(3);
        boolean sound = first >= 1 && last >= first && last <= HIGHEST;
        return sound ? Optional.of(new ExposedPort(first, last, protocol)) : Optional.empty();
    }
}

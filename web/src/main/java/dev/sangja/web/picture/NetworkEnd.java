package dev.sangja.web.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One interface of a network namespace, as a fact of its view tells it: {@code v0 up 10.9.0.1/24}.
 *
 * @param name its name
 * @param up whether it is on
 * @param addresses its addresses with their prefix lengths
 */
record NetworkEnd(String name, boolean up, List<String> addresses) {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    NetworkEnd {
        addresses = List.copyOf(addresses);
    }

    /** The interfaces among those facts; routes are left out. */
    static List<NetworkEnd> of(List<String> facts) {
        List<NetworkEnd> ends = new ArrayList<>();
        for (String fact : facts) {
            List<String> words = Arrays.asList(fact.split(" ", -1));
            if (words.size() > 1 && (words.get(1).equals("up") || words.get(1).equals("down"))) {
                ends.add(new NetworkEnd(words.get(0), words.get(1).equals("up"), words.subList(2, words.size())));
            }
        }
        return ends;
    }

    /** The first of its addresses of version 4, or else of any version. */
    Optional<String> address() {
        return addresses.stream()
                .filter(address -> ADDRESS.matcher(address).matches())
                .findFirst()
                .or(() -> addresses.stream().findFirst());
    }

    /** The network that its address of version 4 is in, such as {@code 10.9.0.0/24}; empty for the loopback. */
    Optional<String> network() {
        return address().map(ADDRESS::matcher).filter(Matcher::matches).flatMap(parts -> {
            long bits = 0;
            for (int part = 1; part <= 4; part++) {
                bits = (bits << 8) | (Long.parseLong(parts.group(part)) & 0xff);
            }
            int prefix = Math.min(32, Integer.parseInt(parts.group(5)));
            long network = prefix == 0 ? 0 : (bits >> (32 - prefix)) << (32 - prefix);
            return (network >> 24) == 127
                    ? Optional.empty()
                    : Optional.of((network >> 24) + "." + ((network >> 16) & 0xff) + "." + ((network >> 8) & 0xff) + "."
                            + (network & 0xff) + "/" + prefix);
        });
    }
}

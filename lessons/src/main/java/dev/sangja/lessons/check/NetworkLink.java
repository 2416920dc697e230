package dev.sangja.lessons.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One network interface, as {@code ip -o link} and {@code ip -o addr} of iproute2 and of busybox tell of it.
 *
 * @param name its name
 * @param up whether it is switched on (IFF_UP)
 * @param master the bridge that it belongs to, or the empty string
 * @param addresses its IPv4 addresses with prefix length
 */
record NetworkLink(String name, boolean up, String master, List<String> addresses) {
    private static final Pattern LINK =
            Pattern.compile("^\\d+: ([^:@\\s]+)(?:@[^:\\s]+)?: <([^>]*)>(.*)$", Pattern.MULTILINE);
    private static final Pattern MASTER = Pattern.compile(" master (\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("^\\d+: +([^\\s@]+)\\S* +inet (\\S+)", Pattern.MULTILINE);

    NetworkLink {
        addresses = List.copyOf(addresses);
    }

    /** The interfaces that these two outputs tell of. */
    static List<NetworkLink> parse(String links, String addresses) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        ADDRESS.matcher(addresses)
                .results()
                .forEach(line -> byName.computeIfAbsent(line.group(1), name -> new ArrayList<>())
                        .add(line.group(2)));
        List<NetworkLink> found = new ArrayList<>();
        Matcher line = LINK.matcher(links);
        while (line.find()) {
            Matcher master = MASTER.matcher(line.group(3));
            String name = line.group(1);
            found.add(new NetworkLink(
                    name,
                    List.of(line.group(2).split(",")).contains("UP"),
                    master.find() ? master.group(1) : "",
                    byName.getOrDefault(name, List.of())));
        }
        return found;
    }
}

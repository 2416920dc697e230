package dev.sangja.runtime.docker.option;

import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.docker.flag.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code -p} and {@code --expose} take. Problems are {@link OptionException}s with Docker's message. */
public final class Ports {
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final int HIGHEST = 65535;

    /** Port numbers from the first to the last. */
    private record Range(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    private Ports() {}

    /** Reads {@code [address:][host port:]container port[/protocol]}, where both may be ranges. */
    public static List<PortSpec.Binding> publish(String text) {
        int slash = text.indexOf('/');
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        String ports = slash < 0 ? text : text.substring(0, slash);
        int last = ports.lastIndexOf(':');
        int before = last < 0 ? -1 : ports.lastIndexOf(':', last - 1);
        String inside = ports.substring(last + 1);
        String outside = last < 0 ? "" : ports.substring(before + 1, last);
        String address = before < 0 ? "" : address(ports.substring(0, before));
        if (inside.isEmpty()) {
            throw new OptionException("no port specified: " + text + "<empty>");
        }
        if (!PROTOCOLS.contains(protocol)) {
            throw new OptionException("invalid proto: " + protocol);
        }
        return pair(address, outside, inside, protocol);
    }

    /** Reads {@code port[-port][/protocol]}. */
    public static List<PortSpec.Port> expose(String text) {
        if (text.contains(":")) {
            throw new OptionException("invalid port format for --expose: " + text);
        }
        int slash = text.indexOf('/');
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        String digits = slash < 0 ? text : text.substring(0, slash);
        try {
            Range range = range(digits);
            List<PortSpec.Port> ports = new ArrayList<>();
            for (int port = range.first(); port <= range.last(); port++) {
                ports.add(new PortSpec.Port(port, protocol));
            }
            return ports;
        } catch (NumberFormatException malformed) {
            throw new OptionException("invalid range format for --expose: " + text
                    + ", error: strconv.ParseUint: parsing " + GoQuote.quote(digits) + ": invalid syntax");
        }
    }

    private static List<PortSpec.Binding> pair(String address, String outside, String inside, String protocol) {
        Range container = range(inside, "containerPort");
        Range host = outside.isEmpty() ? new Range(0, 0) : range(outside, "hostPort");
        List<PortSpec.Binding> bindings = new ArrayList<>();
        if (!outside.isEmpty() && host.size() != container.size()) {
            if (container.size() > 1) {
                throw new OptionException(
                        "invalid ranges specified for container and host Ports: " + inside + " and " + outside);
            }
            PortSpec.Port port = new PortSpec.Port(container.first(), protocol);
            bindings.add(new PortSpec.Binding(address, host.first(), host.last(), port));
            return bindings;
        }
        for (int offset = 0; offset < container.size(); offset++) {
            int from = outside.isEmpty() ? 0 : host.first() + offset;
            PortSpec.Port port = new PortSpec.Port(container.first() + offset, protocol);
            bindings.add(new PortSpec.Binding(address, from, from, port));
        }
        return bindings;
    }

    private static String address(String text) {
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean ipv6 = IPV6.matcher(plain).matches() && !isPort(plain);
        if (plain.isEmpty() || ipv6 || IPV4.matcher(plain).matches()) {
            return plain;
        }
        throw new OptionException("invalid IP address: " + text);
    }

    /** Two numbers with a colon between them are ports that went astray, not an address. */
    private static boolean isPort(String text) {
        return text.chars().filter(c -> c == ':').count() < 2;
    }

    private static Range range(String text, String what) {
        try {
            return range(text);
        } catch (NumberFormatException malformed) {
            throw new OptionException("invalid " + what + ": " + text);
        }
    }

    private static Range range(String text) {
        int dash = text.indexOf('-');
        int first = port(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : port(text.substring(dash + 1));
        if (last < first) {
            throw new NumberFormatException(text);
        }
        return new Range(first, last);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST) {
            throw new NumberFormatException(text);
        }
        return Integer.parseInt(text);
    }
}

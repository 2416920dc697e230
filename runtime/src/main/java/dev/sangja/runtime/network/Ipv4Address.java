package dev.sangja.runtime.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address; RFC 791.
 *
 * @param bits its 32 bits, the first byte the most significant
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
    /** Stands for every address of a host. */
    public static final Ipv4Address ANY = new Ipv4Address(0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Reads four decimal numbers and nothing else; empty for what is none. */
    public static Optional<Ipv4Address> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = 0;
        for (int group = 1; group <= 4; group++) {
            int part = Integer.parseInt(matcher.group(group));
            if (part > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | part;
        }
        return Optional.of(new Ipv4Address(bits));
    }

    /** Reads an address as {@link #toString} writes it. */
    @JsonCreator
    public static Ipv4Address of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    /** The address that lies that much higher. */
    public Ipv4Address plus(int distance) {
        return new Ipv4Address(bits + distance);
    }

    /** Its four bytes in network order. */
    public byte[] bytes() {
        return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    }

    /** The same as Java's own kind of address, looked up nowhere. */
    public Inet4Address toInet() {
        try {
            return (Inet4Address) InetAddress.getByAddress(bytes());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @JsonValue
    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}

package dev.sangja.runtime.network;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * A block of addresses; RFC 4632.
 *
 * @param base its first address
 * @param prefixLength how many leading bits its addresses share, from 1 to 30
 */
public record Subnet(Ipv4Address base, int prefixLength) {
    private static final int SHORTEST = 1;
    private static final int LONGEST = 30; // fewer than two addresses besides the first and the last serve no bridge

    public Subnet {
        requireNonNull(base, "base");
        if (prefixLength < SHORTEST || prefixLength > LONGEST) {
            throw new IllegalArgumentException("no subnet has the prefix length " + prefixLength);
        }
        base = new Ipv4Address(base.bits() & mask(prefixLength));
    }

    /** Reads such as {@code 172.18.0.0/16}; bits behind the prefix are cleared. Empty for what is none. */
    public static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length < SHORTEST || length > LONGEST) {
            return Optional.empty();
        }
        return Ipv4Address.parse(text.substring(0, slash)).map(address -> new Subnet(address, length));
    }

    /** Reads a subnet as {@link #toString} writes it. */
    @JsonCreator
    public static Subnet of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a subnet: " + text));
    }

    private static int mask(int length) {
        return -1 << (32 - length);
    }

    public boolean contains(Ipv4Address address) {
        return (address.bits() & mask(prefixLength)) == base.bits();
    }

    public boolean overlaps(Subnet other) {
        return contains(other.base) || other.contains(base);
    }

    /** The first address that a host can have, which is the bridge's unless another is asked for. */
    public Ipv4Address first() {
        return base.plus(1);
    }

    /** The last address, which means every host of it. */
    public Ipv4Address broadcast() {
        return new Ipv4Address(base.bits() | ~mask(prefixLength));
    }

    @JsonValue
    @Override
    public String toString() {
        return base + "/" + prefixLength;
    }
}

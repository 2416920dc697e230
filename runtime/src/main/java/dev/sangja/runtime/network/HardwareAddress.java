package dev.sangja.runtime.network;

import java.util.Locale;

/**
 * An Ethernet address; IEEE 802.
 *
 * @param bits its 48 bits, the first byte the most significant
 */
public record HardwareAddress(long bits) {
    /**
     * The address that belongs to an IPv4 address, as Docker's bridge driver made them: {@code 02:42} and its bytes.
     */
    public static HardwareAddress of(Ipv4Address address) {
        return new HardwareAddress((0x0242L << 32) | (address.bits() & 0xffff_ffffL));
    }

    byte[] bytes() {
        byte[] bytes = new byte[6];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) (bits >>> (40 - 8 * index));
        }
        return bytes;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (byte part : bytes()) {
            text.append(text.length() == 0 ? "" : ":").append(String.format(Locale.ROOT, "%02x", part & 0xff));
        }
        return text.toString();
    }
}

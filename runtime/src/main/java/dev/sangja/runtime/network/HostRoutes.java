package dev.sangja.runtime.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The subnets that the lab host reaches, from {@code /proc/net/route}; proc(5). */
public final class HostRoutes {
    private static final int DESTINATION = 1;
    private static final int MASK = 7;
    private static final int MOST = 4096;

    private HostRoutes() {}

    /** Those of the file, less the default route; none if it cannot be read. */
    public static List<Subnet> read(Path file) {
        List<Subnet> subnets = new ArrayList<>();
        try {
            for (String line :
                    Files.readAllLines(file).stream().skip(1).limit(MOST).toList()) {
                String[] fields = line.split("\\s+", -1);
                if (fields.length > MASK) {
                    // Numbers in network order, written as this processor reads them.
                    int mask = Integer.reverseBytes(Integer.parseUnsignedInt(fields[MASK], 16));
                    int length = Integer.bitCount(mask);
                    if (length > 0 && length <= 30) {
                        int base = Integer.reverseBytes(Integer.parseUnsignedInt(fields[DESTINATION], 16));
                        subnets.add(new Subnet(new Ipv4Address(base), length));
                    }
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            return List.of();
        }
        return subnets;
    }
}

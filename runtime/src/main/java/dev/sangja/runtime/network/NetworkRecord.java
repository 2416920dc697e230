package dev.sangja.runtime.network;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One network of a machine.
 *
 * @param id 64 hexadecimal digits
 * @param driver {@code bridge}; {@code host} and {@code null} for the two that are none
 * @param subnet the addresses of its containers; empty where the driver gives none
 * @param gateway the bridge's own address
 * @param predefined whether it is always there
 */
public record NetworkRecord(
        String id,
        String name,
        String driver,
        Optional<Subnet> subnet,
        Optional<Ipv4Address> gateway,
        boolean internal,
        boolean predefined,
        Map<String, String> labels,
        Instant createdAt) {
    /** The driver whose networks join containers. */
    public static final String BRIDGE = "bridge";

    private static final int SHORT = 12;

    public NetworkRecord {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(driver, "driver");
        requireNonNull(subnet, "subnet");
        requireNonNull(gateway, "gateway");
        labels = Map.copyOf(labels);
        requireNonNull(createdAt, "createdAt");
    }

    /** The first twelve digits of the id, as lists show it. */
    @JsonIgnore
    public String shortId() {
        return id.substring(0, SHORT);
    }

    /** Whether it is the network of containers that name none. */
    @JsonIgnore
    public boolean isDefault() {
        return predefined && name.equals(BRIDGE);
    }

    /** Whether containers on it find each other by name: a learner made it. */
    @JsonIgnore
    public boolean hasNames() {
        return !predefined;
    }

    /** What its interface in the lab host is called. */
    @JsonIgnore
    public String bridgeName() {
        return isDefault() ? "docker0" : "br-" + shortId();
    }
}

package dev.sangja.runtime.network;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A network that somebody wants.
 *
 * @param subnet empty for a free one
 * @param gateway empty for the subnet's first address
 * @param internal whether containers on it get no default route
 */
public record NetworkRequest(
        String name,
        String driver,
        Optional<Subnet> subnet,
        Optional<Ipv4Address> gateway,
        boolean internal,
        Map<String, String> labels) {
    public NetworkRequest {
        requireNonNull(name, "name");
        requireNonNull(driver, "driver");
        requireNonNull(subnet, "subnet");
        requireNonNull(gateway, "gateway");
        labels = Map.copyOf(labels);
    }
}

package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A network that a container is on whenever it runs.
 *
 * @param network its name or id
 * @param address the IPv4 address that the container always has there; any if empty
 * @param aliases further names by which others on that network find it
 */
public record NetworkAttachment(String network, Optional<String> address, List<String> aliases) {
    public NetworkAttachment {
        requireNonNull(network, "network");
        requireNonNull(address, "address");
        aliases = List.copyOf(aliases);
    }

    /** That network, with any address and no further name. */
    public static NetworkAttachment to(String network) {
        return new NetworkAttachment(network, Optional.empty(), List.of());
    }
}

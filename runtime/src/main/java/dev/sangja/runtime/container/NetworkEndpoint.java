package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A container's place on one network.
 *
 * @param network the network's name
 * @param networkId the network's id, 64 hexadecimal digits
 * @param address its IPv4 address
 * @param prefixLength of that address
 * @param gateway the next hop's IPv4 address, or the empty string
 * @param hardwareAddress such as {@code 02:42:ac:11:00:02}
 * @param published the ports of the lab host that lead to it over this network
 */
public record NetworkEndpoint(
        String network,
        String networkId,
        String address,
        int prefixLength,
        String gateway,
        String hardwareAddress,
        List<PortSpec.Binding> published) {
    public NetworkEndpoint {
        requireNonNull(network, "network");
        requireNonNull(networkId, "networkId");
        requireNonNull(address, "address");
        requireNonNull(gateway, "gateway");
        requireNonNull(hardwareAddress, "hardwareAddress");
        published = List.copyOf(published);
    }
}

package dev.sangja.runtime.network;

import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.PortSpec;
import java.util.List;

/**
 * A running container's place on one network.
 *
 * @param id 64 hexadecimal digits
 * @param hostLink the cable's end in the lab host
 * @param link the cable's end in the container
 * @param names those by which others on that network find it, in lower case
 */
record Endpoint(
        NetworkRecord network,
        NetworkAttachment wanted,
        String id,
        Ipv4Address address,
        String hostLink,
        String link,
        List<String> names) {
    Endpoint {
        names = List.copyOf(names);
    }

    HardwareAddress hardwareAddress() {
        return HardwareAddress.of(address);
    }

    /** As it is inspected. */
    NetworkEndpoint shown(List<PortSpec.Binding> published) {
        return new NetworkEndpoint(
                network.name(),
                network.id(),
                id,
                address.toString(),
                network.subnet().map(Subnet::prefixLength).orElse(0),
                network.internal()
                        ? ""
                        : network.gateway().map(Ipv4Address::toString).orElse(""),
                hardwareAddress().toString(),
                wanted,
                network.hasNames() ? names : List.of(),
                published);
    }
}

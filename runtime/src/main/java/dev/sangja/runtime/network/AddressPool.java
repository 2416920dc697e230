package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has which address of a network. Addresses live no longer than the containers that run. Not for several threads.
 */
final class AddressPool {
    private final NetworkRecord network;
    private final Subnet subnet;
    private final Map<Ipv4Address, ContainerId> leases = new HashMap<>();

    AddressPool(NetworkRecord network) {
        this.network = network;
        this.subnet = network.subnet().orElseThrow();
    }

    /**
     * Gives a container an address: the wanted one, or else the lowest that is free.
     *
     * @throws ContainerProblem if there is none
     */
    Ipv4Address lease(ContainerId container, Optional<Ipv4Address> wanted) {
        Ipv4Address address = wanted.isPresent() ? requireFree(wanted.get()) : lowest();
        leases.put(address, container);
        return address;
    }

    /** Takes it back; does nothing if another has it by now. */
    void release(ContainerId container, Ipv4Address address) {
        leases.remove(address, container);
    }

    boolean isFree(Ipv4Address address) {
        return subnet.contains(address)
                && !address.equals(subnet.base())
                && !address.equals(subnet.broadcast())
                && !network.gateway().equals(Optional.of(address))
                && !leases.containsKey(address);
    }

    private Ipv4Address requireFree(Ipv4Address address) {
        if (!subnet.contains(address)) {
            throw new ContainerProblem.Refused("invalid config for network " + network.name()
                    + ": invalid endpoint settings:\nno configured subnet contains IP address " + address);
        }
        if (!isFree(address)) {
            throw new ContainerProblem.Refused("failed to set up container networking: Address already in use");
        }
        return address;
    }

    private Ipv4Address lowest() {
        Ipv4Address candidate = subnet.first();
        while (!candidate.equals(subnet.broadcast())) {
            if (isFree(candidate)) {
                return candidate;
            }
            candidate = candidate.plus(1);
        }
        throw new ContainerProblem.Refused("failed to set up container networking: no available IPv4 addresses on this"
                + " network's address pools: " + network.name() + " (" + network.id() + ")");
    }
}

package dev.sangja.runtime.network;

import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import java.util.HashMap;
import java.util.Map;

/** The bridges that stand in the lab host now, by network. Safe for use by several threads. */
final class Bridges {
    private final RouteSocket socket;
    private final Map<String, Integer> indexes = new HashMap<>();

    Bridges(RouteSocket socket) {
        this.socket = socket;
    }

    /** The number of a network's bridge, which is made if it does not stand. */
    synchronized int ensure(Linux recorded, NetworkRecord network) {
        Integer known = indexes.get(network.id());
        if (known != null) {
            return known;
        }
        String name = network.bridgeName();
        Ipv4Address gateway = network.gateway().orElseThrow();
        unlessThere(recorded, new RouteMessage.AddBridge(name, HardwareAddress.of(gateway)));
        int index = socket.find(name).orElseThrow();
        unlessThere(
                recorded,
                new RouteMessage.AddAddress(
                        index, name, gateway, network.subnet().orElseThrow()));
        socket.request(recorded, new RouteMessage.BringUp(name));
        indexes.put(network.id(), index);
        return index;
    }

    private void unlessThere(Linux recorded, RouteMessage message) {
        try {
            socket.request(recorded, message);
        } catch (RouteException refused) {
            // A learner who took the address away, or made the interface, left the rest of it.
            if (!refused.errno().equals(Errno.EEXIST)) {
                throw refused;
            }
        }
    }

    /** Believes no longer that it stands: a learner may have removed it. */
    synchronized void doubt(NetworkRecord network) {
        indexes.remove(network.id());
    }

    /** Takes a network's bridge away, if it stands. */
    synchronized void remove(Linux recorded, NetworkRecord network) {
        indexes.remove(network.id());
        try {
            socket.request(recorded, new RouteMessage.DeleteLink(network.bridgeName()));
        } catch (RouteException refused) {
            if (!refused.errno().equals(Errno.ENODEV)) {
                throw refused;
            }
        }
    }
}

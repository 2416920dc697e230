package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.PortSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The ports of the lab host that lead into containers: sockets of the engine, whose bytes it carries on itself. Safe
 * for use by several threads.
 */
final class PublishedPorts {
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_PORTS = 512;
    private static final int FIRST_FREE = 32768; // where Docker, and the kernel's ip_local_port_range, begin
    private static final int LAST_FREE = 60999;

    private final Traffic traffic;
    private final ConnectionBound bound = new ConnectionBound(MOST_CONNECTIONS);
    private final Map<Forward, Place> open = new HashMap<>();
    private int next = FIRST_FREE;

    /** A port of the lab host. */
    private record Place(String address, int port, String protocol) {
        boolean clashes(Place other) {
            return port == other.port
                    && protocol.equals(other.protocol)
                    && (address.equals(other.address) || isAny(address) || isAny(other.address));
        }

        private static boolean isAny(String address) {
            return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
        }
    }

    /**
     * One port that is open.
     *
     * @param shown the port with the number that it got
     */
    record Published(PortSpec.Binding shown, Forward forward) {}

    PublishedPorts(Traffic traffic) {
        this.traffic = traffic;
    }

    /** The ports that a specification asks for, those of {@code -P} too. */
    static List<PortSpec.Binding> wanted(PortSpec ports, List<PortSpec.Port> exposed) {
        Set<PortSpec.Binding> wanted = new LinkedHashSet<>(ports.bindings());
        if (ports.publishAll()) {
            for (PortSpec.Port port : exposed) {
                if (ports.bindings().stream()
                        .noneMatch(binding -> binding.port().equals(port))) {
                    wanted.add(new PortSpec.Binding("", 0, 0, port));
                }
            }
        }
        return List.copyOf(wanted);
    }

    /**
     * Opens them all, or none.
     *
     * @throws ContainerProblem.Refused if one cannot be had, with Docker's reason
     */
    synchronized List<Published> publish(List<PortSpec.Binding> wanted, Ipv4Address container) {
        List<Published> published = new ArrayList<>();
        try {
            for (PortSpec.Binding binding : wanted) {
                if (open.size() >= MOST_PORTS) {
                    throw new ContainerProblem.Refused(
                            "this machine publishes " + open.size() + " ports already, and may publish no more");
                }
                published.add(publish(binding, container));
            }
            return published;
        } catch (RuntimeException failure) {
            published.forEach(this::close);
            throw failure;
        }
    }

    synchronized void close(Published published) {
        open.remove(published.forward());
        published.forward().close();
    }

    private Published publish(PortSpec.Binding binding, Ipv4Address container) {
        if (binding.port().protocol().equals("sctp")) {
            throw new ContainerProblem.NotHere("publishing an SCTP port");
        }
        if (binding.firstHostPort() == 0) {
            return publishAnywhere(binding, container);
        }
        for (int port = binding.firstHostPort(); ; port++) {
            try {
                return publishAt(port, binding, container);
            } catch (ContainerProblem.Refused taken) {
                if (port >= binding.lastHostPort()) {
                    throw taken;
                }
            }
        }
    }

    private Published publishAnywhere(PortSpec.Binding binding, Ipv4Address container) {
        for (int tried = FIRST_FREE; tried <= LAST_FREE; tried++) {
            int port = next;
            next = next == LAST_FREE ? FIRST_FREE : next + 1;
            try {
                return publishAt(port, binding, container);
            } catch (ContainerProblem.Refused taken) {
                if (tried == LAST_FREE) {
                    throw taken;
                }
            }
        }
        throw new ContainerProblem.Refused("all ports are allocated");
    }

    private Published publishAt(int port, PortSpec.Binding binding, Ipv4Address container) {
        String protocol = binding.port().protocol();
        Place place = new Place(binding.hostAddress(), port, protocol);
        String address = shown(binding.hostAddress());
        if (open.values().stream().anyMatch(place::clashes)) {
            throw new ContainerProblem.Refused(
                    "Bind for " + address + ":" + port + " failed: port is already allocated");
        }
        try {
            InetSocketAddress outside = new InetSocketAddress(literal(binding.hostAddress()), port);
            InetSocketAddress inside =
                    new InetSocketAddress(container.toInet(), binding.port().number());
            Forward forward = Forward.open(traffic, bound, protocol, new Forward.Ends(outside, inside));
            open.put(forward, place);
            return new Published(new PortSpec.Binding(binding.hostAddress(), port, port, binding.port()), forward);
        } catch (IOException refused) {
            throw new ContainerProblem.Refused("failed to bind host port " + address + ":" + port + "/" + protocol
                    + ": " + String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    private static String shown(String address) {
        if (address.isEmpty()) {
            return "0.0.0.0";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    /** An address that is written as one; no name is looked up. */
    private static InetAddress literal(String address) throws IOException {
        if (address.contains(":")) {
            return InetAddress.getByName(address);
        }
        return Ipv4Address.parse(address.isEmpty() ? "0.0.0.0" : address)
                .orElseThrow(() -> new IOException("invalid IP address: " + address))
                .toInet();
    }
}

package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network of one container that runs or is about to: its addresses, cables, name server and published ports. Safe
 * for use by several threads. Whoever opened it closes it.
 */
public final class Sandbox implements AutoCloseable {
    private static final int O_RDONLY = 0; // asm-generic/fcntl.h
    private static final String OWN_NAMESPACE = "/proc/thread-self/ns/net";

    private final MachineNetworks networks;
    private final ContainerRecord container;
    private final CopyOnWriteArrayList<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final List<PublishedPorts.Published> published = new ArrayList<>();
    private Optional<NameServer> names = Optional.empty();
    private int links;
    private boolean closed;

    Sandbox(MachineNetworks networks, ContainerRecord container) {
        this.networks = networks;
        this.container = container;
    }

    ContainerId id() {
        return container.id();
    }

    /** Takes an address on each network and opens the published ports; makes no interface yet. */
    void reserve(List<NetworkAttachment> attachments) {
        for (NetworkAttachment attachment : attachments) {
            networks.endpoint(container, attachment, nextLink()).ifPresent(endpoints::add);
        }
        if (!endpoints.isEmpty()) {
            published.addAll(networks.publish(container, endpoints.get(0)));
        }
    }

    private synchronized String nextLink() {
        return "eth" + links++;
    }

    /**
     * Wires up the network namespace that the calling thread is in: loopback, a cable to each network's bridge,
     * addresses, the default route, and the name server where a network has names.
     *
     * @param thread the port that it is recorded with
     */
    public void plug(Linux thread) {
        try (RouteSocket inside = RouteSocket.open(thread)) {
            inside.request(thread, new RouteMessage.BringUp("lo"));
            if (endpoints.isEmpty()) {
                return;
            }
            int namespace = thread.open(OWN_NAMESPACE, O_RDONLY);
            try {
                for (Endpoint endpoint : endpoints) {
                    wire(thread, inside, namespace, endpoint);
                }
            } finally {
                thread.close(namespace);
            }
            endpoints.stream()
                    .filter(endpoint -> !endpoint.network().internal())
                    .findFirst()
                    .ifPresent(first -> route(thread, inside, first));
            listenForNames();
        }
    }

    private void wire(Linux thread, RouteSocket inside, int namespace, Endpoint endpoint) {
        networks.connect(thread, namespace, endpoint);
        int index = inside.find(endpoint.link()).orElseThrow();
        inside.request(
                thread,
                new RouteMessage.AddAddress(
                        index,
                        endpoint.link(),
                        endpoint.address(),
                        endpoint.network().subnet().orElseThrow()));
        inside.request(thread, new RouteMessage.BringUp(endpoint.link()));
    }

    private static void route(Linux thread, RouteSocket inside, Endpoint endpoint) {
        try {
            inside.request(
                    thread,
                    new RouteMessage.AddRoute(
                            Optional.empty(), endpoint.network().gateway().orElseThrow()));
        } catch (RouteException refused) {
            // EEXIST: it has one, over a network that it was on before.
            if (!refused.errno().equals(Errno.EEXIST)) {
                throw refused;
            }
        }
    }

    private synchronized void listenForNames() {
        if (names.isEmpty() && hasNames()) {
            names = Optional.of(NameServer.openHere(networks.traffic(), networks.directoryFor(this)));
        }
    }

    /** Whether it is on a network whose containers find each other by name. */
    public boolean hasNames() {
        return endpoints.stream().anyMatch(endpoint -> endpoint.network().hasNames());
    }

    /** Puts it on a further network; the calling thread is in the container's network namespace. */
    public void join(Linux thread, NetworkAttachment attachment) {
        Endpoint endpoint = networks.endpoint(container, attachment, nextLink()).orElseThrow();
        int namespace = thread.open(OWN_NAMESPACE, O_RDONLY);
        try (RouteSocket inside = RouteSocket.open(thread)) {
            wire(thread, inside, namespace, endpoint);
            if (!endpoint.network().internal()) {
                route(thread, inside, endpoint);
            }
        } catch (RuntimeException failure) {
            networks.release(container.id(), endpoint);
            throw failure;
        } finally {
            thread.close(namespace);
        }
        endpoints.add(endpoint);
        listenForNames();
    }

    /** Takes it off a network; false if it is not on it. */
    public boolean leave(Linux recorded, NetworkRecord network) {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.network().id().equals(network.id()) && endpoints.remove(endpoint)) {
                networks.disconnect(recorded, container.id(), endpoint);
                return true;
            }
        }
        return false;
    }

    List<Endpoint> places() {
        return List.copyOf(endpoints);
    }

    /** Where it is, for those who inspect it. */
    public List<NetworkEndpoint> endpoints() {
        List<PortSpec.Binding> ports;
        synchronized (this) {
            ports = published.stream().map(PublishedPorts.Published::shown).toList();
        }
        List<NetworkEndpoint> shown = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            shown.add(endpoint.shown(shown.isEmpty() ? ports : List.of()));
        }
        return shown;
    }

    /** {@code /etc/hosts} of the container; hosts(5). */
    public String hosts() {
        StringBuilder text = new StringBuilder("""
                127.0.0.1\tlocalhost
                ::1\tlocalhost ip6-localhost ip6-loopback
                fe00::\tip6-localnet
                ff00::\tip6-mcastprefix
                ff02::1\tip6-allnodes
                ff02::2\tip6-allrouters
                """);
        if (endpoints.isEmpty()) {
            text.append("127.0.1.1\t").append(container.hostname()).append('\n');
        }
        for (Endpoint endpoint : endpoints) {
            text.append(endpoint.address())
                    .append('\t')
                    .append(container.hostname())
                    .append('\n');
        }
        return text.toString();
    }

    /** {@code /etc/resolv.conf} of the container; resolv.conf(5). Empty where nobody answers. */
    public String resolver() {
        return hasNames() ? "nameserver " + NameServer.ADDRESS + "\noptions ndots:0\n" : "";
    }

    /** Frees its ports at once; its cables go meanwhile, and its addresses with them. */
    @Override
    public void close() {
        List<PublishedPorts.Published> ports;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ports = List.copyOf(published);
            published.clear();
            names.ifPresent(NameServer::close);
            names = Optional.empty();
        }
        ports.forEach(networks::unpublish);
        networks.dissolve(this);
    }
}

package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of one machine as they are now: bridges, who has which address, who hears which name. Made by a thread
 * in the lab host's network namespace. Safe for use by several threads.
 */
public final class MachineNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(MachineNetworks.class);
    private static final int DIGITS_OF_LINK = 7;

    private final Linux quiet;
    private final NetworkRegister register;
    private final RouteSocket host;
    private final Bridges bridges;
    private final Traffic traffic = new Traffic();
    private final PublishedPorts ports = new PublishedPorts(traffic);
    private final Map<String, AddressPool> pools = new HashMap<>();
    private final Map<ContainerId, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final ExecutorService sweeper = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "cables");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> defect = Optional.empty();

    /** {@code quiet} is the port whose calls are in no receipt. */
    public MachineNetworks(Linux quiet, NetworkRegister register) {
        this.quiet = quiet;
        this.register = register;
        this.host = RouteSocket.open(quiet);
        this.bridges = new Bridges(host);
    }

    /** The records of the networks. */
    public NetworkRegister register() {
        return register;
    }

    /** Has the default network's bridge made meanwhile, so that the first container finds it. */
    public void prepare() {
        sweeper.execute(() -> {
            try {
                bridges.ensure(quiet, register.ofDefault());
            } catch (RuntimeException failure) {
                defect = Optional.of(String.valueOf(failure.getMessage()));
                LOG.warn("this host has no bridges: containers get a loopback interface alone", failure);
            }
        });
    }

    /** Why there are no networks on this host, if there are none. */
    public Optional<String> defect() {
        return defect;
    }

    /**
     * The network of a container that is about to start, with its addresses and ports reserved.
     *
     * @throws ContainerProblem if a network, an address or a port cannot be had
     */
    public Sandbox open(ContainerRecord container) {
        Sandbox sandbox = new Sandbox(this, container);
        boolean own = !(container.spec().network() instanceof NetworkMode.OfContainer)
                && !(container.spec().network() instanceof NetworkMode.Host);
        if (own) {
            try {
                sandbox.reserve(container.networks());
            } catch (RuntimeException failure) {
                sandbox.close();
                throw failure;
            }
            sandboxes.put(container.id(), sandbox);
        }
        return sandbox;
    }

    /** The network of a container that runs. */
    public Optional<Sandbox> sandbox(ContainerId container) {
        return Optional.ofNullable(sandboxes.get(container));
    }

    /** A network that a container would be on if it ran. */
    public NetworkEndpoint absent(NetworkAttachment wanted) {
        Optional<NetworkRecord> network = register.lookUp(wanted.network());
        return new NetworkEndpoint(
                network.map(NetworkRecord::name).orElse(wanted.network()),
                network.map(NetworkRecord::id).orElse(""),
                "",
                "",
                0,
                "",
                "",
                wanted,
                List.of(),
                List.of());
    }

    /** The containers on a network, and where. */
    public Map<ContainerId, NetworkEndpoint> members(NetworkRecord network) {
        Map<ContainerId, NetworkEndpoint> members = new HashMap<>();
        sandboxes.forEach((id, sandbox) -> sandbox.places().stream()
                .filter(endpoint -> endpoint.network().id().equals(network.id()))
                .findFirst()
                .ifPresent(endpoint -> members.put(id, endpoint.shown(List.of()))));
        return members;
    }

    /** Makes a network with its bridge. */
    public NetworkRecord create(Linux recorded, NetworkRequest request) {
        NetworkRecord network = register.create(request);
        try {
            bridges.ensure(recorded, network);
        } catch (RuntimeException failure) {
            register.remove(network);
            throw failure;
        }
        return network;
    }

    /** Removes a network that nobody is on. */
    public void remove(Linux recorded, NetworkRecord network) {
        register.remove(network);
        bridges.remove(recorded, network);
        synchronized (pools) {
            pools.remove(network.id());
        }
    }

    Traffic traffic() {
        traffic.begin();
        return traffic;
    }

    /** A place on that network with an address of its own; none on a host without bridges. */
    Optional<Endpoint> endpoint(ContainerRecord container, NetworkAttachment wanted, String link) {
        NetworkRecord network = register.find(wanted.network());
        if (network.subnet().isEmpty() || (network.isDefault() && defect.isPresent())) {
            return Optional.empty();
        }
        traffic.begin();
        String id = identifier(container.id(), network);
        Ipv4Address address;
        synchronized (pools) {
            address = pools.computeIfAbsent(network.id(), unknown -> new AddressPool(network))
                    .lease(container.id(), wanted.address().map(Ipv4Address::of));
        }
        return Optional.of(new Endpoint(
                network,
                wanted,
                id,
                address,
                "veth" + id.substring(0, DIGITS_OF_LINK),
                link,
                names(container, wanted)));
    }

    private static List<String> names(ContainerRecord container, NetworkAttachment wanted) {
        Set<String> names = new LinkedHashSet<>(List.of(container.name()));
        names.addAll(wanted.aliases());
        names.add(container.id().shortForm());
        container.spec().hostname().ifPresent(names::add);
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** The same for the same container and network, and unlike that of any other. */
    private static String identifier(ContainerId container, NetworkRecord network) {
        return Identifiers.of(container.value() + network.id());
    }

    List<PublishedPorts.Published> publish(ContainerRecord container, Endpoint endpoint) {
        try {
            return ports.publish(
                    PublishedPorts.wanted(
                            container.spec().ports(), container.process().exposed()),
                    endpoint.address());
        } catch (ContainerProblem.Refused refused) {
            throw new ContainerProblem.Refused(
                    "failed to set up container networking: driver failed programming external"
                            + " connectivity on endpoint " + container.name() + " (" + endpoint.id() + "): "
                            + refused.getMessage());
        }
    }

    void unpublish(PublishedPorts.Published published) {
        ports.close(published);
    }

    /** Lays the cable from the lab host's bridge into that network namespace. */
    void connect(Linux recorded, int namespace, Endpoint endpoint) {
        try {
            lay(recorded, namespace, endpoint);
        } catch (RouteException refused) {
            // The bridge that was known may be gone, or a cable of this name may still be on its way out.
            bridges.doubt(endpoint.network());
            cut(quiet, endpoint);
            lay(recorded, namespace, endpoint);
        }
    }

    private void lay(Linux recorded, int namespace, Endpoint endpoint) {
        int master = bridges.ensure(recorded, endpoint.network());
        host.request(
                recorded,
                new RouteMessage.AddCable(
                        endpoint.hostLink(),
                        master,
                        new RouteMessage.AddCable.Peer(endpoint.link(), endpoint.hardwareAddress(), namespace)));
    }

    void disconnect(Linux recorded, ContainerId container, Endpoint endpoint) {
        cut(recorded, endpoint);
        release(container, endpoint);
    }

    private void cut(Linux recorded, Endpoint endpoint) {
        try {
            host.request(recorded, new RouteMessage.DeleteLink(endpoint.hostLink()));
        } catch (RouteException refused) {
            // ENODEV: its other end went with the container's network namespace.
            if (!refused.errno().equals(Errno.ENODEV)) {
                LOG.warn("a cable stays", refused);
            }
        }
    }

    void release(ContainerId container, Endpoint endpoint) {
        synchronized (pools) {
            Optional.ofNullable(pools.get(endpoint.network().id()))
                    .ifPresent(pool -> pool.release(container, endpoint.address()));
        }
    }

    /** The container has ended. An address is free once nothing answers to it any more. */
    void dissolve(Sandbox sandbox) {
        sandboxes.remove(sandbox.id(), sandbox);
        List<Endpoint> endpoints = sandbox.places();
        if (!endpoints.isEmpty()) {
            sweeper.execute(() -> endpoints.forEach(endpoint -> disconnect(quiet, sandbox.id(), endpoint)));
        }
    }

    NameServer.Directory directoryFor(Sandbox asker) {
        return new NameServer.Directory() {
            @Override
            public List<Ipv4Address> addresses(String name) {
                List<Ipv4Address> found = new ArrayList<>();
                neighbours(asker).stream()
                        .filter(endpoint -> endpoint.names().contains(name))
                        .forEach(endpoint -> found.add(endpoint.address()));
                Collections.shuffle(found);
                return found;
            }

            @Override
            public Optional<String> name(Ipv4Address address) {
                return neighbours(asker).stream()
                        .filter(endpoint -> endpoint.address().equals(address))
                        .map(endpoint -> endpoint.names().get(0) + "."
                                + endpoint.network().name())
                        .findFirst();
            }
        };
    }

    /** Everybody on the networks with names that it is on, itself too. */
    private List<Endpoint> neighbours(Sandbox asker) {
        Set<String> shared = new LinkedHashSet<>();
        asker.places().stream()
                .map(Endpoint::network)
                .filter(NetworkRecord::hasNames)
                .forEach(network -> shared.add(network.id()));
        return sandboxes.values().stream()
                .flatMap(sandbox -> sandbox.places().stream())
                .filter(endpoint -> shared.contains(endpoint.network().id()))
                .toList();
    }
}

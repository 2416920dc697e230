package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every network of one machine, in memory and on disk. It knows names and subnets and makes no interface. Safe for use
 * by several threads: a change is on disk before anybody sees it.
 */
public final class NetworkRegister {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");
    private static final Subnet DEFAULT_SUBNET = Subnet.of("172.17.0.0/16");
    private static final int MOST = 64;

    /** The blocks from which networks get a subnet if they ask for none, as Docker's. */
    private static final List<Subnet> POOLS = Stream.concat(
                    IntStream.range(18, 32).mapToObj(second -> Subnet.of("172." + second + ".0.0/16")),
                    IntStream.range(0, 16).mapToObj(third -> Subnet.of("192.168." + 16 * third + ".0/20")))
            .toList();

    private final Map<String, NetworkRecord> networks = new LinkedHashMap<>();
    private final Path directory;
    private final Clock clock;
    private final RandomGenerator random;
    private final Supplier<List<Subnet>> routes;
    private Optional<NetworkFiles> opened = Optional.empty();

    /**
     * Reads what an earlier engine left, and makes the three networks that are always there, when first asked for one:
     * a machine is ready without.
     *
     * @param routes the subnets that the lab host reaches now, so that no new network hides one
     */
    public NetworkRegister(Path directory, Clock clock, RandomGenerator random, Supplier<List<Subnet>> routes) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.routes = routes;
    }

    private NetworkFiles files() {
        if (opened.isEmpty()) {
            NetworkFiles files = new NetworkFiles(directory);
            opened = Optional.of(files);
            files.readAll().stream()
                    .sorted(Comparator.comparing(NetworkRecord::createdAt).thenComparing(NetworkRecord::id))
                    .forEach(network -> networks.put(network.id(), network));
            predefine("bridge", "bridge", Optional.of(DEFAULT_SUBNET));
            predefine("host", "host", Optional.empty());
            predefine("none", "null", Optional.empty());
        }
        return opened.get();
    }

    private Map<String, NetworkRecord> known() {
        files();
        return networks;
    }

    private void predefine(String name, String driver, Optional<Subnet> subnet) {
        if (named(name).isEmpty()) {
            store(new NetworkRecord(
                    newId(), name, driver, subnet, subnet.map(Subnet::first), false, true, Map.of(), clock.instant()));
        }
    }

    /** Every network by name. */
    public synchronized List<NetworkRecord> all() {
        return known().values().stream()
                .sorted(Comparator.comparing(NetworkRecord::name))
                .toList();
    }

    /** The network of containers that name none. */
    public NetworkRecord ofDefault() {
        return named(NetworkRecord.BRIDGE).orElseThrow();
    }

    /**
     * The network of that name, id, or beginning of an id.
     *
     * @throws ContainerProblem.NoSuchNetwork if there is none or more than one
     */
    public NetworkRecord find(String reference) {
        return lookUp(reference).orElseThrow(() -> new ContainerProblem.NoSuchNetwork(reference));
    }

    /** The same, or nothing if there is none. */
    public synchronized Optional<NetworkRecord> lookUp(String reference) {
        Optional<NetworkRecord> exact = named(reference).or(() -> Optional.ofNullable(known().get(reference)));
        if (exact.isPresent()) {
            return exact;
        }
        List<NetworkRecord> found = reference.isEmpty()
                ? List.of()
                : known().values().stream()
                        .filter(network -> network.id().startsWith(reference))
                        .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Makes a network, as a record.
     *
     * @throws ContainerProblem with Docker's message where it cannot be
     */
    public synchronized NetworkRecord create(NetworkRequest request) {
        check(request);
        Subnet subnet = request.subnet().orElseGet(this::freeSubnet);
        if (request.subnet().isPresent() && isTaken(subnet, List.of())) {
            throw new ContainerProblem.Refused(
                    "invalid pool request: Pool overlaps with other one on this address space");
        }
        Ipv4Address gateway = request.gateway().orElse(subnet.first());
        if (!subnet.contains(gateway)) {
            throw new ContainerProblem.InvalidParameter(
                    "invalid network config:\ninvalid gateway " + gateway + ": parent subnet is " + subnet);
        }
        NetworkRecord network = new NetworkRecord(
                newId(),
                request.name(),
                request.driver(),
                Optional.of(subnet),
                Optional.of(gateway),
                request.internal(),
                false,
                request.labels(),
                clock.instant());
        store(network);
        return network;
    }

    private void check(NetworkRequest request) {
        if (!NAME.matcher(request.name()).matches()) {
            throw new ContainerProblem.InvalidParameter(
                    "invalid network name \"" + request.name() + "\": only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }
        if (!request.driver().equals(NetworkRecord.BRIDGE)) {
            throw new ContainerProblem.NotHere("network driver " + request.driver());
        }
        Optional<NetworkRecord> holder = named(request.name());
        if (holder.isPresent()) {
            throw new ContainerProblem.Refused(
                    holder.get().predefined()
                            ? "operation is not permitted on predefined " + request.name() + " network"
                            : "network with name " + request.name() + " already exists");
        }
        if (known().size() >= MOST) {
            throw new ContainerProblem.Refused(String.format(
                    Locale.ROOT, "this machine has %d networks already, and may have no more", known().size()));
        }
    }

    private Subnet freeSubnet() {
        List<Subnet> reached = routes.get();
        return POOLS.stream()
                .filter(pool -> !isTaken(pool, reached))
                .findFirst()
                .orElseThrow(
                        () -> new ContainerProblem.Refused("all predefined address pools have been fully subnetted"));
    }

    private boolean isTaken(Subnet subnet, List<Subnet> reached) {
        List<Subnet> taken = new ArrayList<>(reached);
        known().values().forEach(network -> network.subnet().ifPresent(taken::add));
        return taken.stream().anyMatch(subnet::overlaps);
    }

    /** Forgets a network that a learner made. */
    public synchronized void remove(NetworkRecord network) {
        if (network.predefined()) {
            throw new ContainerProblem.Refused(network.name() + " is a pre-defined network and cannot be removed");
        }
        files().delete(network);
        networks.remove(network.id());
    }

    private synchronized Optional<NetworkRecord> named(String name) {
        return known().values().stream()
                .filter(network -> network.name().equals(name))
                .findFirst();
    }

    private void store(NetworkRecord network) {
        files().write(network);
        networks.put(network.id(), network);
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int part = 0; part < 4; part++) {
            id.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        return id.toString();
    }
}

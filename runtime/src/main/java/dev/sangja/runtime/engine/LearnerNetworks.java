package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.network.NetworkOperations;
import dev.sangja.runtime.network.NetworkRecord;
import dev.sangja.runtime.network.NetworkRequest;
import dev.sangja.runtime.network.RouteException;
import dev.sangja.runtime.network.Sandbox;
import dev.sangja.runtime.process.OwnThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The networks of a machine, for one command and with that command's recorder. Safe for use by several threads. */
final class LearnerNetworks implements NetworkOperations {
    private final ContainerWorks works;
    private final Linux linux;

    LearnerNetworks(ContainerWorks works, Linux linux) {
        this.works = works;
        this.linux = linux;
    }

    @Override
    public List<NetworkRecord> networks() {
        return works.networks().register().all();
    }

    @Override
    public NetworkRecord find(String reference) {
        return works.networks().register().find(reference);
    }

    @Override
    public NetworkRecord create(NetworkRequest request) {
        try {
            NetworkRecord network = works.networks().create(linux, request);
            tell("create", network, Map.of());
            return network;
        } catch (RouteException failure) {
            throw new ContainerProblem.EngineFailed("creating the network's bridge: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void remove(NetworkRecord network) {
        Map<ContainerId, NetworkEndpoint> members = members(network);
        if (!network.predefined() && !members.isEmpty()) {
            String endpoints = members.entrySet().stream()
                    .map(member -> "name:\"" + name(member.getKey()) + "\" id:\""
                            + member.getValue().endpointId().substring(0, 12) + "\"")
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new ContainerProblem.Refused("error while removing network: network " + network.name()
                    + " has active endpoints (" + endpoints + ")");
        }
        works.networks().remove(linux, network);
        tell("destroy", network, Map.of());
    }

    private String name(ContainerId id) {
        try {
            return works.register().get(id).name();
        } catch (ContainerProblem.NoSuchContainer removed) {
            return id.shortForm();
        }
    }

    @Override
    public void connect(NetworkRecord network, ContainerRecord container, NetworkAttachment attachment) {
        check(network, container, attachment);
        NetworkAttachment wanted = new NetworkAttachment(network.name(), attachment.address(), attachment.aliases());
        Optional<Live> live = works.found(container.id());
        live.ifPresent(running -> within(container, () -> {
            running.sandbox().join(linux, wanted);
            return true;
        }));
        List<NetworkAttachment> networks = new ArrayList<>(container.networks());
        networks.add(wanted);
        ContainerRecord changed = works.register().apply(container.id(), new ContainerEvent.NetworksChanged(networks));
        live.ifPresent(running -> rewriteNames(changed, running.sandbox()));
        tell("connect", network, Map.of("container", container.id().value()));
    }

    private void check(NetworkRecord network, ContainerRecord container, NetworkAttachment attachment) {
        NetworkMode mode = container.spec().network();
        if (mode instanceof NetworkMode.OfContainer || mode instanceof NetworkMode.Host) {
            throw new ContainerProblem.Refused(
                    mode instanceof NetworkMode.Host
                            ? "container cannot be disconnected from host network or connected to host network"
                            : "container sharing network namespace with another container or host cannot be connected"
                                    + " to any other network");
        }
        if (network.subnet().isEmpty()) {
            throw new ContainerProblem.Refused("container cannot be connected to network " + network.name());
        }
        if (isOn(container, network)) {
            throw new ContainerProblem.Refused(
                    "endpoint with name " + container.name() + " already exists in network " + network.name());
        }
        EndpointRules.check(network, attachment);
    }

    private boolean isOn(ContainerRecord container, NetworkRecord network) {
        return container.networks().stream().anyMatch(attachment -> means(attachment, network));
    }

    private boolean means(NetworkAttachment attachment, NetworkRecord network) {
        return works.networks()
                .register()
                .lookUp(attachment.network())
                .map(found -> found.id().equals(network.id()))
                .orElse(false);
    }

    @Override
    public void disconnect(NetworkRecord network, ContainerRecord container) {
        if (!isOn(container, network)) {
            throw new ContainerProblem.Refused(
                    "container " + container.id() + " is not connected to network " + network.name());
        }
        List<NetworkAttachment> networks = new ArrayList<>(container.networks());
        networks.removeIf(attachment -> means(attachment, network));
        ContainerRecord changed = works.register().apply(container.id(), new ContainerEvent.NetworksChanged(networks));
        works.found(container.id()).map(Live::sandbox).ifPresent(sandbox -> {
            sandbox.leave(linux, network);
            rewriteNames(changed, sandbox);
        });
        tell("disconnect", network, Map.of("container", container.id().value()));
    }

    private void within(ContainerRecord container, java.util.concurrent.Callable<Boolean> work) {
        int pidfd = linux.openProcess(container.state().pid());
        try {
            OwnThread.call("network of a container", () -> {
                linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNET));
                return work.call();
            });
        } catch (RouteException failure) {
            throw new ContainerProblem.EngineFailed(
                    "connecting " + container.name() + ": " + failure.getMessage(), failure);
        } finally {
            linux.close(pidfd);
        }
    }

    private void rewriteNames(ContainerRecord container, Sandbox sandbox) {
        try {
            works.root(container)
                    .writeNames(new ContainerNetwork(sandbox, container.spec().network(), Optional.empty()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the names of " + container.name(), failure);
        }
    }

    @Override
    public Map<ContainerId, NetworkEndpoint> members(NetworkRecord network) {
        return works.networks().members(network);
    }

    @Override
    public boolean isUsed(NetworkRecord network) {
        return works.register().all().stream().anyMatch(container -> isOn(container, network));
    }

    private void tell(String action, NetworkRecord network, Map<String, String> more) {
        Map<String, String> attributes = new java.util.HashMap<>(more);
        attributes.put("name", network.name());
        attributes.put("type", network.driver());
        works.events().add(Event.Kind.NETWORK, action, network.id(), attributes);
    }
}

package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.network.NetworkOperations;
import dev.sangja.runtime.network.NetworkRecord;
import dev.sangja.runtime.network.NetworkRegister;
import dev.sangja.runtime.network.NetworkRequest;
import dev.sangja.runtime.volume.VolumeOperations;
import dev.sangja.runtime.volume.VolumeRecord;
import dev.sangja.runtime.volume.VolumeRegister;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Networks without interfaces and volumes without containers' files; their records are an engine's own. */
final class MemoryHost implements NetworkOperations, VolumeOperations {
    final List<String> calls = new ArrayList<>();

    private final NetworkRegister networks;
    private final VolumeRegister volumes;
    private final ContainerOperations containers;

    MemoryHost(Path directory, Clock clock, ContainerOperations containers) {
        this.networks = new NetworkRegister(directory.resolve("networks"), clock, new Random(7), List::of);
        this.volumes = new VolumeRegister(directory.resolve("volumes"), clock, new Random(8));
        this.containers = containers;
    }

    @Override
    public List<NetworkRecord> networks() {
        return networks.all();
    }

    @Override
    public NetworkRecord find(String reference) {
        return networks.find(reference);
    }

    @Override
    public NetworkRecord create(NetworkRequest request) {
        return networks.create(request);
    }

    @Override
    public void remove(NetworkRecord network) {
        networks.remove(network);
    }

    @Override
    public void connect(NetworkRecord network, ContainerRecord container, NetworkAttachment attachment) {
        calls.add("connect " + container.name() + " " + attachment);
    }

    @Override
    public void disconnect(NetworkRecord network, ContainerRecord container) {
        calls.add("disconnect " + container.name() + " " + network.name());
    }

    @Override
    public Map<ContainerId, NetworkEndpoint> members(NetworkRecord network) {
        return Map.of();
    }

    @Override
    public boolean isUsed(NetworkRecord network) {
        return false;
    }

    @Override
    public List<VolumeRecord> volumes() {
        return volumes.all();
    }

    @Override
    public VolumeRecord volume(String name) {
        return volumes.find(name).orElseThrow(() -> new ContainerProblem.NoSuchVolume(name));
    }

    @Override
    public VolumeRecord create(Optional<String> name, Map<String, String> labels) {
        return volumes.create(name, labels);
    }

    @Override
    public void remove(String name) {
        volumes.remove(volume(name));
    }

    @Override
    public Set<String> used() {
        Set<String> used = new HashSet<>();
        containers
                .containers()
                .forEach(container -> container.spec().mounts().stream()
                        .filter(MountSpec.Volume.class::isInstance)
                        .map(MountSpec.Volume.class::cast)
                        .forEach(volume -> volume.name().ifPresent(used::add)));
        return used;
    }

    @Override
    public Path directory(VolumeRecord volume) {
        return volumes.directory(volume);
    }

    @Override
    public long bytes(VolumeRecord volume) {
        return 0;
    }
}

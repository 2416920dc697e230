package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerRegister;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.event.EventLog;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.network.MachineNetworks;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.volume.VolumeRegister;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What everything that deals with the containers of one machine shares. Safe for use by several threads. */
record ContainerWorks(
        Linux quiet,
        ContainerRegister register,
        ImageCatalog images,
        ContainerLauncher launcher,
        MachineNetworks networks,
        VolumeRegister volumes,
        EventLog events,
        EngineFactsSource facts,
        Alive alive) {
    private static final long LOG_BYTES = 4L << 20;

    /** Those that run, their logs, and who hears of what becomes of them. */
    record Alive(
            Map<ContainerId, Live> live,
            Map<ContainerId, ContainerLog> logs,
            List<Consumer<ContainerRecord>> leaving,
            List<ContainerListener> listeners,
            ProcessTable table) {
        Alive() {
            this(
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new CopyOnWriteArrayList<>(),
                    new CopyOnWriteArrayList<>(),
                    new ProcessTable(Path.of("/proc")));
        }
    }

    /** Where a container's layers lie. */
    ContainerRoot root(ContainerRecord container) {
        return new ContainerRoot(
                register.directory(container.id()),
                images.lowerDirectories(container.imageId()),
                name -> volumes.find(name)
                        .map(volumes::directory)
                        .orElseThrow(() -> new ContainerProblem.NoSuchVolume(name)));
    }

    ContainerLog log(ContainerId id) {
        return alive.logs()
                .computeIfAbsent(
                        id,
                        key -> new ContainerLog(register.directory(key).resolve("log"), LOG_BYTES, Clock.systemUTC()));
    }

    Optional<Live> found(ContainerId id) {
        return Optional.ofNullable(alive.live().get(id));
    }

    Live live(ContainerId id) {
        return found(id).orElseThrow(() -> ContainerProblem.WrongState.notRunning(id));
    }

    /** The container whose network namespace that one joins, if it does. */
    Optional<ContainerNetwork.Owner> networkOwner(ContainerRecord container) {
        if (container.spec().network() instanceof NetworkMode.OfContainer of) {
            ContainerRecord owner = ContainerLookup.container(register.all(), of.container());
            if (!owner.state().isRunning()) {
                throw ContainerProblem.WrongState.noNetworkToJoin(owner);
            }
            return Optional.of(new ContainerNetwork.Owner(owner, root(owner)));
        }
        return Optional.empty();
    }

    /** Tells that something happened to a container; further attributes come in pairs of name and value. */
    void tell(String action, ContainerRecord container, String... more) {
        Map<String, String> attributes = new HashMap<>(container.process().labels());
        attributes.put("image", container.spec().image());
        attributes.put("name", container.name());
        for (int index = 0; index + 1 < more.length; index += 2) {
            attributes.put(more[index], more[index + 1]);
        }
        events.add(Event.Kind.CONTAINER, action, container.id().value(), attributes);
    }
}

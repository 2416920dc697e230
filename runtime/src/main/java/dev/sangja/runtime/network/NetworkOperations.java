package dev.sangja.runtime.network;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.container.NetworkEndpoint;
import java.util.List;
import java.util.Map;

/**
 * What an engine can do with networks, on behalf of one command. Throws a
 * {@link dev.sangja.runtime.container.ContainerProblem} for what cannot be done, having changed nothing. Safe for use
 * by several threads.
 */
public interface NetworkOperations {
    /** Every network by name. */
    List<NetworkRecord> networks();

    /** The network of that name, id, or beginning of an id. */
    NetworkRecord find(String reference);

    NetworkRecord create(NetworkRequest request);

    /** Removes a network that no running container is on. */
    void remove(NetworkRecord network);

    /** Puts a container on a further network, at once if it runs and whenever it does. */
    void connect(NetworkRecord network, ContainerRecord container, NetworkAttachment attachment);

    /** Takes a container off a network. */
    void disconnect(NetworkRecord network, ContainerRecord container);

    /** The running containers on a network, and where. */
    Map<ContainerId, NetworkEndpoint> members(NetworkRecord network);

    /** Whether a container, running or not, would be on that network. */
    boolean isUsed(NetworkRecord network);
}

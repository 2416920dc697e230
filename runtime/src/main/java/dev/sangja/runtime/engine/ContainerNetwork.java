package dev.sangja.runtime.engine;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.network.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/**
 * The network namespace that a container is started in: one of its own, which its sandbox wires up, that of another
 * container, or the lab host's.
 *
 * @param mode what was asked for
 * @param owner the container whose namespace it joins, and that container's files
 */
record ContainerNetwork(Sandbox sandbox, NetworkMode mode, Optional<Owner> owner) {
    /** The container that the namespace belongs to. */
    record Owner(ContainerRecord container, ContainerRoot root) {}

    ContainerNetwork {
        requireNonNull(sandbox, "sandbox");
        requireNonNull(mode, "mode");
        requireNonNull(owner, "owner");
    }

    boolean isOwn() {
        return owner.isEmpty() && !(mode instanceof NetworkMode.Host);
    }

    /** Makes the thread enter a namespace that is there; the lab host's is the one it is in. */
    void enter(Linux thread) {
        owner.ifPresent(found -> {
            int pidfd = thread.openProcess(found.container().state().pid());
            try {
                thread.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNET));
            } finally {
                thread.close(pidfd);
            }
        });
    }

    /** The host name: who joins another's network namespace has that one's, as with Docker. */
    String hostname(ContainerRecord container) {
        return owner.map(Owner::container).orElse(container).hostname();
    }

    /** {@code /etc/hosts}: who shares a namespace shares its names. */
    String hosts() {
        return owner.map(found -> read(found.root(), "hosts")).orElseGet(sandbox::hosts);
    }

    /** {@code /etc/resolv.conf}. */
    String resolver() {
        return owner.map(found -> read(found.root(), "resolv.conf")).orElseGet(sandbox::resolver);
    }

    private static String read(ContainerRoot root, String name) {
        try {
            return Files.readString(root.ownFile(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read " + name + " of the container whose network is joined", failure);
        }
    }
}

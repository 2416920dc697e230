package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.network.Ipv4Address;
import dev.sangja.runtime.network.NetworkRecord;

/** What Docker's engine refuses of a container's wishes about a network, in its words. */
final class EndpointRules {
    private static final int MOST_ALIASES = 32;
    private static final int LONGEST_ALIAS = 63; // a label of RFC 1035

    private EndpointRules() {}

    static void check(NetworkRecord network, NetworkAttachment wanted) {
        if (!network.hasNames()) {
            if (wanted.address().isPresent()) {
                throw new ContainerProblem.InvalidParameter(
                        "user specified IP address is supported on user defined networks only");
            }
            if (!wanted.aliases().isEmpty()) {
                throw new ContainerProblem.InvalidParameter(
                        "network-scoped alias is supported only for containers in user defined networks");
            }
        }
        wanted.address().ifPresent(address -> {
            if (Ipv4Address.parse(address).isEmpty()) {
                throw new ContainerProblem.InvalidParameter("invalid IPv4 address: " + address);
            }
        });
        boolean tooLong =
                wanted.aliases().stream().anyMatch(alias -> alias.isEmpty() || alias.length() > LONGEST_ALIAS);
        if (tooLong || wanted.aliases().size() > MOST_ALIASES) {
            throw new ContainerProblem.InvalidParameter("a network alias has 1 to " + LONGEST_ALIAS
                    + " characters, and a container at most " + MOST_ALIASES + " of them on a network");
        }
    }
}

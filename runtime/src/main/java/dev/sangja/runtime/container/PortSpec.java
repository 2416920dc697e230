package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The ports of a container that were asked for.
 *
 * @param bindings ports of the lab host that lead inside
 * @param exposed ports that it says it listens on
 * @param publishAll whether every exposed port gets a free one of the lab host
 */
public record PortSpec(List<Binding> bindings, List<Port> exposed, boolean publishAll) {
    public static final PortSpec NONE = new PortSpec(List.of(), List.of(), false);

    public PortSpec {
        bindings = List.copyOf(bindings);
        exposed = List.copyOf(exposed);
    }

    /**
     * A port inside a container.
     *
     * @param number from 1 to 65535
     * @param protocol {@code tcp}, {@code udp} or {@code sctp}
     */
    public record Port(int number, String protocol) {
        public Port {
            requireNonNull(protocol, "protocol");
        }

        /** Such as {@code 80/tcp}. */
        @Override
        public String toString() {
            return number + "/" + protocol;
        }
    }

    /**
     * A port of the lab host that leads to one inside.
     *
     * @param hostAddress the address it listens on, or the empty string for all
     * @param firstHostPort 0 for a free one
     * @param lastHostPort the end of the range to choose from; the same as the first for that one
     */
    public record Binding(String hostAddress, int firstHostPort, int lastHostPort, Port port) {
        public Binding {
            requireNonNull(hostAddress, "hostAddress");
            requireNonNull(port, "port");
        }

        /** The host side as inspection shows it: empty, a number, or a range. */
        public String hostPort() {
            if (firstHostPort == 0) {
                return "";
            }
            return firstHostPort == lastHostPort ? "" + firstHostPort : firstHostPort + "-" + lastHostPort;
        }
    }
}

package dev.sangja.runtime.network;

import dev.sangja.runtime.journal.ArgumentValue;
import java.util.Optional;

/**
 * One request to the kernel's network. What is recorded of it comes from the same values as the bytes that are sent.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
public sealed interface RouteMessage {
    /** The message as it is sent. */
    byte[] encode(int sequence);

    /** The message by the names of {@code linux/rtnetlink.h}, as the tracer shows one that it saw. */
    ArgumentValue.Fields meaning();

    /**
     * Makes an interface that joins others into one network, like a switch. It is down.
     *
     * @param address its own; without one it would take those of what is plugged into it, one after the other
     */
    record AddBridge(String name, HardwareAddress address) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            MessageWriter writer = new MessageWriter(Codes.RTM_NEWLINK, Codes.CREATE, sequence);
            return writer.link(0, 0, 0)
                    .name(Codes.IFLA_IFNAME, name)
                    .bytes(Codes.IFLA_ADDRESS, address.bytes())
                    .nested(Codes.IFLA_LINKINFO, () -> writer.bytes(Codes.IFLA_INFO_KIND, Codes.ascii("bridge")))
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields("RTM_NEWLINK", Codes.CREATE_NAMES, fields -> {
                fields.put("IFLA_IFNAME", Codes.quoted(name));
                fields.put("IFLA_ADDRESS", address.toString());
                fields.put("IFLA_INFO_KIND", Codes.quoted("bridge"));
            });
        }
    }

    /**
     * Makes a pair of interfaces: what goes into one comes out of the other.
     *
     * @param name of the end here, which is brought up
     * @param master the number of the bridge that it is plugged into
     * @param peer the other end
     */
    record AddCable(String name, int master, Peer peer) implements RouteMessage {
        /**
         * The other end, which is down.
         *
         * @param namespace a descriptor of the network namespace that it is put into
         */
        public record Peer(String name, HardwareAddress address, int namespace) {}

        @Override
        public byte[] encode(int sequence) {
            MessageWriter writer = new MessageWriter(Codes.RTM_NEWLINK, Codes.CREATE, sequence);
            return writer.link(0, Codes.IFF_UP, Codes.IFF_UP)
                    .name(Codes.IFLA_IFNAME, name)
                    .number(Codes.IFLA_MASTER, master)
                    .nested(
                            Codes.IFLA_LINKINFO,
                            () -> writer.bytes(Codes.IFLA_INFO_KIND, Codes.ascii("veth"))
                                    .nested(
                                            Codes.IFLA_INFO_DATA,
                                            () -> writer.nested(
                                                    Codes.VETH_INFO_PEER,
                                                    () -> writer.link(0, 0, 0)
                                                            .bytes(
                                                                    Codes.IFLA_ADDRESS,
                                                                    peer.address()
                                                                            .bytes())
                                                            .number(Codes.IFLA_NET_NS_FD, peer.namespace())
                                                            .name(Codes.IFLA_IFNAME, peer.name()))))
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields("RTM_NEWLINK", Codes.CREATE_NAMES, fields -> {
                fields.put("ifi_flags", "IFF_UP");
                fields.put("ifi_change", "IFF_UP");
                fields.put("IFLA_IFNAME", Codes.quoted(name));
                fields.put("IFLA_MASTER", Integer.toString(master));
                fields.put("IFLA_INFO_KIND", Codes.quoted("veth"));
                fields.put("peer.IFLA_ADDRESS", peer.address().toString());
                fields.put("peer.IFLA_NET_NS_FD", Integer.toString(peer.namespace()));
                fields.put("peer.IFLA_IFNAME", Codes.quoted(peer.name()));
            });
        }
    }

    /** Brings an interface up. */
    record BringUp(String name) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            return new MessageWriter(Codes.RTM_NEWLINK, Codes.CHANGE, sequence)
                    .link(0, Codes.IFF_UP, Codes.IFF_UP)
                    .name(Codes.IFLA_IFNAME, name)
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields("RTM_NEWLINK", Codes.CHANGE_NAMES, fields -> {
                fields.put("ifi_flags", "IFF_UP");
                fields.put("ifi_change", "IFF_UP");
                fields.put("IFLA_IFNAME", Codes.quoted(name));
            });
        }
    }

    /** Removes an interface, and of a pair the other end too. */
    record DeleteLink(String name) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            return new MessageWriter(Codes.RTM_DELLINK, Codes.CHANGE, sequence)
                    .link(0, 0, 0)
                    .name(Codes.IFLA_IFNAME, name)
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields(
                    "RTM_DELLINK", Codes.CHANGE_NAMES, fields -> fields.put("IFLA_IFNAME", Codes.quoted(name)));
        }
    }

    /** Asks for the number of an interface. */
    record FindLink(String name) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            return new MessageWriter(Codes.RTM_GETLINK, Codes.NLM_F_REQUEST, sequence)
                    .link(0, 0, 0)
                    .name(Codes.IFLA_IFNAME, name)
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields(
                    "RTM_GETLINK", "NLM_F_REQUEST", fields -> fields.put("IFLA_IFNAME", Codes.quoted(name)));
        }
    }

    /** Gives an interface an address in a subnet. */
    record AddAddress(int index, String label, Ipv4Address address, Subnet subnet) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            return new MessageWriter(Codes.RTM_NEWADDR, Codes.CREATE, sequence)
                    .address(subnet.prefixLength(), index)
                    .bytes(Codes.IFA_LOCAL, address.bytes())
                    .bytes(Codes.IFA_BROADCAST, subnet.broadcast().bytes())
                    .bytes(Codes.IFA_ADDRESS, address.bytes())
                    .name(Codes.IFA_LABEL, label)
                    .whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields("RTM_NEWADDR", Codes.CREATE_NAMES, fields -> {
                fields.put("ifa_prefixlen", Integer.toString(subnet.prefixLength()));
                fields.put("ifa_index", Integer.toString(index));
                fields.put("IFA_LOCAL", address.toString());
                fields.put("IFA_BROADCAST", subnet.broadcast().toString());
                fields.put("IFA_ADDRESS", address.toString());
                fields.put("IFA_LABEL", Codes.quoted(label));
            });
        }
    }

    /** Sends what has no better way to a gateway; a destination narrows that to a subnet. */
    record AddRoute(Optional<Subnet> destination, Ipv4Address gateway) implements RouteMessage {
        @Override
        public byte[] encode(int sequence) {
            MessageWriter writer = new MessageWriter(Codes.RTM_NEWROUTE, Codes.CREATE, sequence);
            writer.route(destination.map(Subnet::prefixLength).orElse(0));
            destination.ifPresent(
                    subnet -> writer.bytes(Codes.RTA_DST, subnet.base().bytes()));
            return writer.bytes(Codes.RTA_GATEWAY, gateway.bytes()).whole();
        }

        @Override
        public ArgumentValue.Fields meaning() {
            return Codes.fields("RTM_NEWROUTE", Codes.CREATE_NAMES, fields -> {
                fields.put(
                        "rtm_dst_len",
                        Integer.toString(destination.map(Subnet::prefixLength).orElse(0)));
                destination.ifPresent(
                        subnet -> fields.put("RTA_DST", subnet.base().toString()));
                fields.put("RTA_GATEWAY", gateway.toString());
            });
        }
    }
}

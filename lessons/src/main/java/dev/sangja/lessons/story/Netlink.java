package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request to the kernel's network, as it stands in the arguments of a call; see rtnetlink(7). */
final class Netlink {
    private final Deed deed;
    private final Map<String, String> fields;

    private Netlink(Deed deed, Map<String, String> fields) {
        this.deed = deed;
        this.fields = fields;
    }

    static Optional<Netlink> of(Deed deed) {
        for (Argument argument : deed.entry().call().arguments()) {
            if (argument.value() instanceof ArgumentValue.Fields found
                    && found.values().containsKey("nlmsg_type")) {
                return Optional.of(new Netlink(deed, found.values()));
            }
        }
        return Optional.empty();
    }

    /** iproute2 asks what the kernel can do with a request for a change of nothing. */
    static boolean changesNothing(Deed deed) {
        return of(deed).filter(message -> message.type().equals("RTM_NEWLINK")
                        && message.field("ifi_index").isEmpty()
                        && message.field("IFLA_IFNAME").isEmpty())
                .isPresent();
    }

    /** Such as {@code RTM_NEWLINK}. */
    String type() {
        return field("nlmsg_type");
    }

    /** The value of a field without quotes; empty if it is not there. */
    String field(String name) {
        String value = fields.getOrDefault(name, "");
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * The interface's name. A request about an interface that is there names it by number only; then it is what the
     * command line of the program says.
     */
    String link() {
        String named = field("IFLA_IFNAME").isEmpty() ? field("IFA_LABEL") : field("IFLA_IFNAME");
        if (!named.isEmpty()) {
            return named;
        }
        List<String> argv = deed.setting().argv();
        String fromCommand = Commands.after(argv, "dev")
                .or(() -> Commands.after(argv, "set"))
                .or(() -> Commands.after(argv, "del"))
                .orElse("");
        String index = field("ifi_index").isEmpty() ? field("ifa_index") : field("ifi_index");
        return fromCommand.isEmpty() ? "#" + index : fromCommand;
    }

    /** The bridge that the command line names; the request has its number only. */
    String master() {
        return Commands.after(deed.setting().argv(), "master").orElse("#" + field("IFLA_MASTER"));
    }

    boolean brings(String direction) {
        boolean concernsUp = field("ifi_change").contains("IFF_UP");
        boolean up = field("ifi_flags").contains("IFF_UP");
        return concernsUp && up == direction.equals("up");
    }
}

package dev.sangja.lessons.story;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cables, addresses and routes; servers and clients; mailboxes. */
final class NetworkTeller implements Teller {
    private static final Pattern PORT = Pattern.compile("htons\\((\\d+)\\)");
    private static final Pattern INTERNET = Pattern.compile("(?:inet_addr\\(\")?([0-9a-fA-F.:]+)(?:\"\\))?");

    private final Cast cast;

    /** What each socket was bound to, by process and descriptor. */
    private final Map<String, String> bound = new HashMap<>();

    NetworkTeller(Cast cast) {
        this.cast = cast;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        String who = cast.subject(deed);
        Optional<Netlink> message = Netlink.of(deed);
        if (message.isPresent()) {
            wires(message.get(), who, telling);
            return;
        }
        switch (deed.name()) {
            case "bind" -> {
                bound.put(socket(deed), address(deed));
                telling.did(who, "listening.bound", Map.of("address", Shown.value(address(deed))));
            }
            case "listen" ->
                telling.did(
                        who, "listening.waits", Map.of("address", Shown.value(bound.getOrDefault(socket(deed), "?"))));
            case "connect" -> telling.did(who, "connecting.to", Map.of("address", Shown.value(address(deed))));
            case "msgget", "semget", "shmget", "mq_open" -> mailbox(deed, who, telling);
            default -> {}
        }
    }

    private static void wires(Netlink message, String who, Telling telling) {
        String link = Shown.value(message.link());
        switch (message.type()) {
            case "RTM_NEWLINK" -> link(message, link, who, telling);
            case "RTM_DELLINK" -> telling.didTo(who, "wiring.removed", link);
            case "RTM_NEWADDR" -> {
                String address = message.field("IFA_LOCAL").isEmpty()
                        ? message.field("IFA_ADDRESS")
                        : message.field("IFA_LOCAL");
                telling.did(
                        who,
                        "wiring.address",
                        Map.of("link", link, "address", Shown.value(address + "/" + message.field("ifa_prefixlen"))));
            }
            case "RTM_NEWROUTE" -> route(message, who, telling);
            default -> telling.did(who, "wiring.other", Map.of("message", Shown.value(message.type())));
        }
    }

    private static void link(Netlink message, String link, String who, Telling telling) {
        String kind = message.field("IFLA_INFO_KIND");
        if (kind.equals("veth") && !message.field("peer.IFLA_IFNAME").isEmpty()) {
            String far = message.field("peer.IFLA_NET_NS_PID");
            Map<String, String> ends = Map.of(
                    "link", link, "peer", Shown.value(message.field("peer.IFLA_IFNAME")), "pid", Shown.value(far));
            telling.did(who, far.isEmpty() ? "wiring.cable" : "wiring.cableInto", ends);
        } else if (!kind.isEmpty()) {
            telling.did(who, "wiring.made", Map.of("link", link, "kind", Shown.value(kind)));
        }
        String pid = message.field("IFLA_NET_NS_PID");
        if (!pid.isEmpty()) {
            telling.did(who, "wiring.moved", Map.of("link", link, "pid", Shown.value(pid)));
        }
        if (!message.field("IFLA_MASTER").isEmpty()) {
            telling.did(who, "wiring.plugged", Map.of("link", link, "master", Shown.value(message.master())));
        }
        if (message.brings("up")) {
            telling.didTo(who, "wiring.up", link);
        } else if (message.brings("down")) {
            telling.didTo(who, "wiring.down", link);
        }
    }

    private static void route(Netlink message, String who, Telling telling) {
        String gateway = Shown.value(message.field("RTA_GATEWAY"));
        String destination = message.field("RTA_DST");
        if (destination.isEmpty() && !gateway.isEmpty()) {
            telling.did(who, "wiring.defaultRoute", Map.of("gateway", gateway));
        } else {
            telling.did(
                    who,
                    "wiring.route",
                    Map.of("destination", Shown.value(destination + "/" + message.field("rtm_dst_len"))));
        }
    }

    private static void mailbox(Deed deed, String who, Telling telling) {
        if (deed.name().equals("mq_open")) {
            telling.did(
                    who,
                    "mailbox.mq_open",
                    Map.of("name", Shown.value(deed.arguments().text("name"))));
            return;
        }
        String flags = deed.arguments().shown("msgflg", "semflg", "shmflg");
        boolean creates =
                flags.contains("IPC_CREAT") || deed.arguments().shown("key").equals("IPC_PRIVATE");
        telling.did(
                who,
                "mailbox." + (creates ? deed.name() : "opened"),
                Map.of(
                        "id",
                        Long.toString(deed.result()),
                        "key",
                        Shown.value(deed.arguments().shown("key"))));
    }

    private static String socket(Deed deed) {
        return deed.pid() + ":" + deed.arguments().shown("sockfd", "fd");
    }

    /** An address as people write it: {@code 10.9.0.2:8080}, {@code :8080} for every address, or a path. */
    private static String address(Deed deed) {
        String path = deed.arguments().field("addr", "sun_path").orElse("");
        if (!path.isEmpty()) {
            return path.replace("\"", "");
        }
        String port = deed.arguments()
                .field("addr", "sin_port")
                .or(() -> deed.arguments().field("addr", "sin6_port"))
                .map(shown -> found(PORT, shown))
                .orElse("");
        String host = deed.arguments()
                .field("addr", "sin_addr")
                .or(() -> deed.arguments().field("addr", "sin6_addr").map(shown -> shown.replace("\"", "")))
                .map(shown -> found(INTERNET, shown).toLowerCase(Locale.ROOT))
                .orElse("");
        boolean every = host.equals("0.0.0.0") || host.equals("::");
        return port.isEmpty() ? deed.arguments().shown("addr") : (every ? "" : host) + ":" + port;
    }

    private static String found(Pattern pattern, String shown) {
        Matcher matcher = pattern.matcher(shown);
        return matcher.find() ? matcher.group(1) : shown;
    }
}

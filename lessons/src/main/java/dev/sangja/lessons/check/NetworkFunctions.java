package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions about network namespaces. */
final class NetworkFunctions {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "links",
            new Function(
                    List.of(Slot.PLACE),
                    Type.listOf(Kind.LINK),
                    (scope, arguments) -> new Value.Items(
                            linksOf(scope, arguments.get(0)).map(Things::link).toList())),
            "link",
            new Function(
                    List.of(Slot.PLACE, Slot.TEXT),
                    Type.of(Kind.LINK),
                    (scope, arguments) -> Things.orAbsent(linksOf(scope, arguments.get(0))
                            .filter(link -> link.name().equals(ProcessFunctions.text(arguments, 1)))
                            .findFirst()
                            .map(Things::link))),
            "linkWith",
            new Function(
                    List.of(Slot.PLACE, Slot.TEXT),
                    Type.of(Kind.LINK),
                    (scope, arguments) -> Things.orAbsent(linksOf(scope, arguments.get(0))
                            .filter(link -> hasAddress(link, ProcessFunctions.text(arguments, 1)))
                            .findFirst()
                            .map(Things::link))),
            "routes",
            new Function(List.of(Slot.PLACE), Type.of(Kind.TEXT), NetworkFunctions::routes),
            "listens",
            new Function(List.of(Slot.PLACE, Slot.NUMBER), Type.of(Kind.TRUTH), NetworkFunctions::listens),
            "http",
            new Function(
                    List.of(Slot.PLACE, Slot.TEXT),
                    Type.of(Kind.HTTP),
                    (scope, arguments) -> Things.http(scope.evidence()
                            .http(scope.place(arguments.get(0)), ProcessFunctions.text(arguments, 1)))));

    /** The state TCP_LISTEN in {@code /proc/net/tcp}; see include/net/tcp_states.h. */
    private static final String LISTEN = "0A";

    private NetworkFunctions() {}

    private static Stream<NetworkLink> linksOf(Scope scope, Value where) {
        Place place = scope.place(where);
        String links =
                scope.evidence().probe(place, List.of("ip", "-o", "link")).output();
        String addresses =
                scope.evidence().probe(place, List.of("ip", "-o", "addr")).output();
        return NetworkLink.parse(links, addresses).stream();
    }

    private static boolean hasAddress(NetworkLink link, String address) {
        return link.addresses().stream().anyMatch(own -> own.equals(address) || own.startsWith(address + "/"));
    }

    private static Value routes(Scope scope, List<Value> arguments) {
        return new Value.Text(scope.evidence()
                .probe(scope.place(arguments.get(0)), List.of("ip", "route"))
                .output()
                .strip());
    }

    /** Whether a socket listens on that TCP port there, over IPv4 or IPv6; see proc_pid_net(5). */
    private static Value listens(Scope scope, List<Value> arguments) {
        String port = arguments.get(1) instanceof Value.Amount amount
                ? String.format(Locale.ROOT, ":%04X", amount.figure().intValue())
                : "";
        Optional<ProcessView> process = scope.process(arguments.get(0));
        return new Value.Truth(process.isPresent()
                && Stream.of("tcp", "tcp6")
                        .map(file -> "/proc/" + process.get().pid() + "/net/" + file)
                        .flatMap(path -> scope.evidence().file(new Place.Workbench(), path).stream())
                        .flatMap(table -> table.text().lines())
                        .map(line -> Arrays.asList(line.strip().split(" +")))
                        .anyMatch(fields -> fields.size() > 3
                                && fields.get(1).endsWith(port)
                                && fields.get(3).equals(LISTEN)));
    }
}

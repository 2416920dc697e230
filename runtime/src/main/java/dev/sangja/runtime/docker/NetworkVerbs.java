package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.NetworkAttachment;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.NetworkRow;
import dev.sangja.runtime.docker.option.Labels;
import dev.sangja.runtime.docker.template.TemplateException;
import dev.sangja.runtime.network.Ipv4Address;
import dev.sangja.runtime.network.NetworkOperations;
import dev.sangja.runtime.network.NetworkRecord;
import dev.sangja.runtime.network.NetworkRequest;
import dev.sangja.runtime.network.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code docker network}. */
final class NetworkVerbs {
    private static final Flag<List<String>> ALIAS = Flag.list("alias");
    private static final Flag<String> DRIVER = Flag.text('d', "driver");
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Flag<List<PsFilter.Condition>> FILTER =
            new Flag<>("filter", Optional.of('f'), FlagKind.many("filter", PsFilter::condition), List.of());
    private static final Flag<String> FORMAT = Flag.text("format");
    private static final Flag<String> GATEWAY = Flag.text("gateway");
    private static final Flag<Boolean> INTERNAL = Flag.toggle("internal");
    private static final Flag<Optional<String>> IP = Flag.optional("ip");
    private static final Flag<List<String>> LABEL = Flag.list("label");
    private static final Flag<Boolean> NO_TRUNC = Flag.toggle("no-trunc");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Flag<String> SUBNET = Flag.text("subnet");

    private NetworkVerbs() {}

    /** Every verb of the group by its name. */
    static Map<String, Verb> all() {
        Map<String, Verb> verbs = new TreeMap<>();
        verbs.put(
                "create",
                new PlainVerb(
                        new Syntax(
                                "network.create",
                                "[OPTIONS] NETWORK",
                                Arity.exactly(1),
                                FlagSet.of(DRIVER, GATEWAY, INTERNAL, LABEL, SUBNET)
                                        .notHere(
                                                "attachable",
                                                "aux-address",
                                                "ingress",
                                                "ip-range",
                                                "ipv6",
                                                "opt",
                                                "o",
                                                "scope")),
                        NetworkVerbs::create));
        verbs.put(
                "ls",
                new PlainVerb(
                        new Syntax("network.ls", "[OPTIONS]", Arity.NONE, FlagSet.of(FILTER, FORMAT, NO_TRUNC, QUIET)),
                        NetworkVerbs::list));
        verbs.put(
                "rm",
                new PlainVerb(
                        new Syntax("network.rm", "NETWORK [NETWORK...]", Arity.atLeast(1), FlagSet.of(FORCE)),
                        NetworkVerbs::remove));
        verbs.put(
                "prune",
                new PlainVerb(
                        new Syntax(
                                "network.prune",
                                "[OPTIONS]",
                                Arity.NONE,
                                FlagSet.of(FORCE).notHere("filter")),
                        NetworkVerbs::prune));
        verbs.put(
                "connect",
                new PlainVerb(
                        new Syntax(
                                "network.connect",
                                "[OPTIONS] NETWORK CONTAINER",
                                Arity.exactly(2),
                                FlagSet.of(ALIAS, IP)
                                        .notHere("driver-opt", "gw-priority", "ip6", "link", "link-local-ip")),
                        NetworkVerbs::connect));
        verbs.put(
                "disconnect",
                new PlainVerb(
                        new Syntax(
                                "network.disconnect",
                                "[OPTIONS] NETWORK CONTAINER",
                                Arity.exactly(2),
                                FlagSet.of(FORCE)),
                        NetworkVerbs::disconnect));
        verbs.put("inspect", InspectVerb.network());
        return verbs;
    }

    private static int create(ParsedFlags flags, Invocation call) {
        Optional<Subnet> subnet =
                given(flags, SUBNET, text -> Subnet.parse(text), "invalid subnet %s : invalid CIDR block notation");
        Optional<Ipv4Address> gateway = given(flags, GATEWAY, Ipv4Address::parse, "invalid gateway address: %s");
        if (gateway.isPresent() && subnet.isEmpty()) {
            throw new VerbFailure("every ip-range or gateway must have a corresponding subnet", 1);
        }
        NetworkRecord network = call.host()
                .networks()
                .create(new NetworkRequest(
                        flags.arguments().get(0),
                        flags.get(DRIVER).isEmpty() ? NetworkRecord.BRIDGE : flags.get(DRIVER),
                        subnet,
                        gateway,
                        flags.get(INTERNAL),
                        Labels.of(flags.get(LABEL))));
        call.out().line(network.id());
        return 0;
    }

    private static <T> Optional<T> given(
            ParsedFlags flags, Flag<String> flag, Function<String, Optional<T>> parse, String problem) {
        String text = flags.get(flag);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            throw new VerbFailure(problem.replace("%s", text), 1);
        }
        return value;
    }

    private static int list(ParsedFlags flags, Invocation call) {
        NetworkOperations networks = call.host().networks();
        NameConditions<NetworkRecord> conditions = new NameConditions<>(
                flags.get(FILTER),
                Map.of(
                        "driver", (network, value) -> network.driver().equals(value),
                        "id", (network, value) -> network.id().startsWith(value),
                        "name", (network, value) -> network.name().contains(value),
                        "label", (network, value) -> NameConditions.hasLabel(network.labels(), value),
                        "scope", (network, value) -> value.equals("local"),
                        "type", (network, value) -> value.equals(network.predefined() ? "builtin" : "custom"),
                        "dangling",
                                (network, value) -> NameConditions.truth("dangling", value)
                                        == (!network.predefined()
                                                && networks.members(network).isEmpty())));
        try {
            call.out()
                    .print(NetworkRow.listing()
                            .render(
                                    flags.get(FORMAT),
                                    flags.get(QUIET),
                                    networks.networks().stream()
                                            .filter(conditions::accepts)
                                            .map(network -> NetworkRow.of(network, flags.get(NO_TRUNC)))
                                            .toList()));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), 1);
        }
        return 0;
    }

    private static int remove(ParsedFlags flags, Invocation call) {
        List<String> problems = new ArrayList<>();
        for (String reference : flags.arguments()) {
            try {
                NetworkOperations networks = call.host().networks();
                networks.remove(networks.find(reference));
                call.out().line(reference);
            } catch (ContainerProblem.NoSuchNetwork missing) {
                if (!flags.get(FORCE)) {
                    problems.add("Error response from daemon: " + missing.getMessage());
                }
            } catch (ContainerProblem problem) {
                problems.add("Error response from daemon: " + problem.getMessage());
            }
        }
        problems.forEach(call.error()::line);
        return problems.isEmpty() ? 0 : 1;
    }

    private static int prune(ParsedFlags flags, Invocation call) {
        if (!flags.get(FORCE)) {
            Confirmation.require("all custom networks not used by at least one container.", "network prune", call);
        }
        NetworkOperations networks = call.host().networks();
        StringBuilder deleted = new StringBuilder();
        for (NetworkRecord network : networks.networks()) {
            if (!network.predefined() && !networks.isUsed(network)) {
                networks.remove(network);
                deleted.append(network.name()).append('\n');
            }
        }
        if (deleted.length() > 0) {
            call.out().line("Deleted Networks:\n" + deleted);
        }
        return 0;
    }

    private static int connect(ParsedFlags flags, Invocation call) {
        NetworkRecord network = call.host().networks().find(flags.arguments().get(0));
        call.host()
                .networks()
                .connect(
                        network,
                        call.container(flags.arguments().get(1)),
                        new NetworkAttachment(
                                network.name(), flags.get(IP).filter(ip -> !ip.isEmpty()), flags.get(ALIAS)));
        return 0;
    }

    private static int disconnect(ParsedFlags flags, Invocation call) {
        NetworkRecord network = call.host().networks().find(flags.arguments().get(0));
        call.host()
                .networks()
                .disconnect(network, call.container(flags.arguments().get(1)));
        return 0;
    }
}

package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.Comparator;
import java.util.List;

/** {@code docker port}. */
final class PortVerb implements Verb {
    private static final Syntax SYNTAX =
            new Syntax("port", "CONTAINER [PRIVATE_PORT[/PROTO]]", Arity.between(1, 2), FlagSet.of());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        List<String> arguments = flags.arguments();
        ContainerRecord container = call.container(arguments.get(0));
        List<PortSpec.Binding> published = call.operations().places(container.id()).networks().stream()
                .flatMap(network -> network.published().stream())
                .sorted(Comparator.comparingInt(binding -> binding.port().number()))
                .toList();
        if (arguments.size() == 1) {
            published.forEach(binding -> call.out().line(binding.port() + " -> " + outside(binding)));
            return 0;
        }
        String wanted = wanted(arguments.get(1));
        List<PortSpec.Binding> matching = published.stream()
                .filter(binding -> binding.port().toString().equals(wanted))
                .toList();
        if (matching.isEmpty()) {
            throw new VerbFailure("Error: No public port '" + wanted + "' published for " + arguments.get(0), 1);
        }
        matching.forEach(binding -> call.out().line(outside(binding)));
        return 0;
    }

    private static String wanted(String text) {
        int slash = text.indexOf('/');
        String number = slash < 0 ? text : text.substring(0, slash);
        if (!number.matches("\\d{1,5}")) {
            throw new VerbFailure(
                    "Error: invalid port (" + number + "): strconv.ParseUint: parsing " + GoQuote.quote(number)
                            + ": invalid syntax",
                    1);
        }
        return slash < 0 ? number + "/tcp" : text;
    }

    private static String outside(PortSpec.Binding binding) {
        String address = binding.hostAddress().isEmpty() ? "0.0.0.0" : binding.hostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + binding.hostPort();
    }
}

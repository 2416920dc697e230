package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.network.NetworkRecord;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One network as {@code docker network ls} shows it. */
public final class NetworkRow {
    private static final Map<String, String> HEADERS = Map.of(
            "ID", "NETWORK ID",
            "Name", "NAME",
            "Driver", "DRIVER",
            "Scope", "SCOPE",
            "IPv6", "IPV6",
            "Internal", "INTERNAL",
            "Labels", "LABELS",
            "CreatedAt", "CREATED AT");

    private NetworkRow() {}

    /** The list that such rows make. */
    public static Listing listing() {
        return new Listing("{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}", "{{.ID}}", HEADERS);
    }

    /** The row. */
    public static GoValue.Struct of(NetworkRecord network, boolean whole) {
        return GoValue.struct()
                .add("CreatedAt", Ages.list(network.createdAt()))
                .add("Driver", network.driver())
                .add("ID", whole ? network.id() : network.shortId())
                .add("IPv6", "false")
                .add("Internal", Boolean.toString(network.internal()))
                .add("Labels", labels(network.labels()))
                .add(
                        "Label",
                        new GoValue.Method(name -> GoValue.of(network.labels().getOrDefault(name, ""))))
                .add("Name", network.name())
                .add("Scope", "local")
                .buildRow("*formatter.networkContext");
    }

    static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}

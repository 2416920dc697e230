package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.network.NetworkRecord;
import dev.sangja.runtime.volume.VolumeRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Networks and volumes as {@code docker inspect} shows them. */
public final class HostInspection {
    private HostInspection() {}

    /** A network with the containers that run on it. */
    public static GoValue.Struct of(
            NetworkRecord network, Map<ContainerId, NetworkEndpoint> members, List<ContainerRecord> containers) {
        Map<String, GoValue> shown = new TreeMap<>();
        members.forEach((id, endpoint) -> shown.put(id.value(), member(name(id, containers), endpoint)));
        return GoValue.struct()
                .add("Name", network.name())
                .add("ID", "Id", GoValue.of(network.id()))
                .add("Created", Ages.rfc3339(network.createdAt()))
                .add("Scope", "local")
                .add("Driver", network.driver())
                .add("EnableIPv4", true)
                .add("EnableIPv6", false)
                .add("IPAM", addresses(network))
                .add("Internal", network.internal())
                .add("Attachable", false)
                .add("Ingress", false)
                .add("ConfigFrom", GoValue.struct().add("Network", "").build())
                .add("ConfigOnly", false)
                .add("Containers", GoValue.map(shown))
                .add("Options", GoValue.textMap(options(network)))
                .add("Labels", GoValue.textMap(network.labels()))
                .build();
    }

    private static Map<String, String> options(NetworkRecord network) {
        return network.isDefault()
                ? Map.of(
                        "com.docker.network.bridge.name", network.bridgeName(), "com.docker.network.driver.mtu", "1500")
                : Map.of();
    }

    private static GoValue addresses(NetworkRecord network) {
        List<GoValue> blocks = network.subnet()
                .<List<GoValue>>map(subnet -> List.of(GoValue.struct()
                        .add("Subnet", subnet.toString())
                        .add("Gateway", network.gateway().map(Object::toString).orElse(""))
                        .build()))
                .orElse(List.of());
        return GoValue.struct()
                .add("Driver", "default")
                .add("Options", GoValue.Mapping.ABSENT)
                .add("Config", GoValue.list(blocks))
                .build();
    }

    private static String name(ContainerId id, List<ContainerRecord> containers) {
        return containers.stream()
                .filter(container -> container.id().equals(id))
                .map(ContainerRecord::name)
                .findFirst()
                .orElse("");
    }

    private static GoValue member(String name, NetworkEndpoint endpoint) {
        return GoValue.struct()
                .add("Name", name)
                .add("EndpointID", endpoint.endpointId())
                .add("MacAddress", endpoint.hardwareAddress())
                .add("IPv4Address", endpoint.address() + "/" + endpoint.prefixLength())
                .add("IPv6Address", "")
                .build();
    }

    /** A volume. */
    public static GoValue.Struct of(VolumeRecord volume, String directory) {
        return GoValue.struct()
                .add("CreatedAt", Ages.rfc3339(volume.createdAt()))
                .add("Driver", "local")
                .add("Labels", volume.labels().isEmpty() ? GoValue.Mapping.ABSENT : GoValue.textMap(volume.labels()))
                .add("Mountpoint", directory)
                .add("Name", volume.name())
                .add("Options", GoValue.Mapping.ABSENT)
                .add("Scope", "local")
                .build();
    }
}

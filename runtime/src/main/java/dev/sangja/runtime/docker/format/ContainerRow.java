package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerState;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.template.GoValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One container as {@code docker ps} shows it. */
public final class ContainerRow {
    private static final String ID = "ID";
    private static final String TABLE =
            "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}";
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry(ID, "CONTAINER ID"),
            Map.entry("Names", "NAMES"),
            Map.entry("Image", "IMAGE"),
            Map.entry("Command", "COMMAND"),
            Map.entry("CreatedAt", "CREATED AT"),
            Map.entry("RunningFor", "CREATED"),
            Map.entry("Ports", "PORTS"),
            Map.entry("State", "STATE"),
            Map.entry("Status", "STATUS"),
            Map.entry("Size", "SIZE"),
            Map.entry("Labels", "LABELS"),
            Map.entry("Mounts", "MOUNTS"),
            Map.entry("LocalVolumes", "LOCAL VOLUMES"),
            Map.entry("Networks", "NETWORKS"),
            Map.entry("Platform", "PLATFORM"));

    private static final int COMMAND_WIDTH = 20;
    private static final int MOUNT_WIDTH = 15;

    private ContainerRow() {}

    /** The list that such rows make; with sizes if asked. */
    public static Listing listing(boolean sizes) {
        return new Listing(sizes ? TABLE + "\t{{.Size}}" : TABLE, "{{.ID}}", HEADERS);
    }

    /**
     * The row.
     *
     * @param images what there is now, to see whether the image's name still means that image
     * @param writableBytes the size of the writable layer, if it was measured
     */
    public static GoValue.Struct of(
            ContainerRecord container,
            ContainerPlaces places,
            List<ImageDetails> images,
            OptionalLong writableBytes,
            boolean whole,
            Instant now) {
        String id = whole ? container.id().value() : container.id().shortForm();
        String command = String.join(" ", quoted(container.process().words()));
        Map<String, String> labels = new TreeMap<>(container.process().labels());
        return GoValue.struct()
                .add("Command", GoQuote.quote(whole ? command : DisplayWidth.ellipsis(command, COMMAND_WIDTH)))
                .add("CreatedAt", Ages.list(container.createdAt()))
                .add(ID, id)
                .add("Image", image(container, images, whole))
                .add(
                        "Labels",
                        labels.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(",")))
                .add("Label", new GoValue.Method(name -> GoValue.of(labels.getOrDefault(name, ""))))
                .add("LocalVolumes", Long.toString(volumes(container)))
                .add("Mounts", mounts(container, whole))
                .add("Names", container.name())
                .add("Networks", networks(container))
                .add("Platform", GoValue.NIL)
                .add("Ports", container.state().isRunning() ? ports(container, places) : "")
                .add("RunningFor", Ages.ago(container.createdAt(), now))
                .add("Size", size(container, images, writableBytes))
                .add("State", container.state().status().word())
                .add("Status", status(container.state(), now))
                .buildRow("*formatter.ContainerContext");
    }

    /** Such as {@code Up 3 seconds} or {@code Exited (137) 2 minutes ago}. */
    public static String status(ContainerState state, Instant now) {
        String up = "Up " + Ages.words(Duration.between(state.startedAt().orElse(now), now));
        return switch (state.status()) {
            case CREATED -> "Created";
            case RUNNING -> up;
            case PAUSED -> up + " (Paused)";
            case RESTARTING ->
                "Restarting (" + state.exitCode() + ") "
                        + Ages.ago(state.finishedAt().orElse(now), now);
            case REMOVING -> "Removal In Progress";
            case DEAD -> "Dead";
            case EXITED ->
                "Exited (" + state.exitCode() + ") "
                        + Ages.ago(state.finishedAt().orElse(now), now);
        };
    }

    /** The published ports by number, and before them those that are only exposed. */
    static String ports(ContainerRecord container, ContainerPlaces places) {
        List<PortSpec.Binding> published = places.networks().stream()
                .flatMap(network -> network.published().stream())
                .sorted(Comparator.comparingInt(
                                (PortSpec.Binding binding) -> binding.port().number())
                        .thenComparing(PortSpec.Binding::hostAddress))
                .toList();
        Stream<String> exposed = container.process().exposed().stream()
                .filter(port ->
                        published.stream().noneMatch(binding -> binding.port().equals(port)))
                .sorted(Comparator.comparingInt(PortSpec.Port::number))
                .map(PortSpec.Port::toString);
        Stream<String> bound = published.stream()
                .map(binding -> address(binding.hostAddress()) + ":" + binding.hostPort() + "->" + binding.port());
        return Stream.concat(exposed, bound).collect(Collectors.joining(", "));
    }

    /** An address as it stands before a port. */
    static String address(String address) {
        if (address.isEmpty()) {
            return "0.0.0.0";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static List<String> quoted(List<String> words) {
        return words.stream()
                .map(word -> word.contains(" ") ? "'" + word + "'" : word)
                .toList();
    }

    private static String image(ContainerRecord container, List<ImageDetails> images, boolean whole) {
        String named = container.spec().image();
        Optional<ImageDetails> now = images.stream()
                .filter(image -> image.tags().contains(ContainerLookup.withTag(named)))
                .findFirst();
        boolean same = now.map(image -> image.id().equals(container.imageId())).orElse(false);
        String id = whole ? container.imageId() : ImageDetails.shortId(container.imageId());
        return same ? named : id;
    }

    private static String size(ContainerRecord container, List<ImageDetails> images, OptionalLong writableBytes) {
        if (writableBytes.isEmpty()) {
            return "";
        }
        long written = writableBytes.getAsLong();
        long below = images.stream()
                .filter(image -> image.id().equals(container.imageId()))
                .mapToLong(ImageDetails::sizeBytes)
                .findFirst()
                .orElse(0);
        return Sizes.decimal(written) + (below > 0 ? " (virtual " + Sizes.decimal(below + written) + ")" : "");
    }

    private static long volumes(ContainerRecord container) {
        return container.spec().mounts().stream()
                .filter(MountSpec.Volume.class::isInstance)
                .count();
    }

    private static String mounts(ContainerRecord container, boolean whole) {
        return container.spec().mounts().stream()
                .filter(mount -> !(mount instanceof MountSpec.Tmpfs))
                .map(mount -> mount instanceof MountSpec.Bind bind
                        ? bind.source()
                        : ((MountSpec.Volume) mount).name().orElse(mount.target()))
                .map(name -> whole ? name : DisplayWidth.ellipsis(name, MOUNT_WIDTH))
                .collect(Collectors.joining(","));
    }

    private static String networks(ContainerRecord container) {
        NetworkMode network = container.spec().network();
        return network instanceof NetworkMode.OfContainer ? "" : network.render();
    }
}

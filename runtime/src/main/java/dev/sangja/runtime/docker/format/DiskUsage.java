package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerOperations.VolumeSize;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.library.ImageReports.LooseLayers;
import dev.sangja.runtime.library.ImageUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the engine keeps on disk, as {@code docker system df} shows it.
 *
 * @param images every image
 * @param layerBytes of all their layers, each once
 * @param containers every container
 * @param volumes every volume
 * @param cache what builds remember
 */
public record DiskUsage(
        List<ImageUse> images, long layerBytes, List<Written> containers, List<VolumeSize> volumes, LooseLayers cache) {
    private static final String NONE = "<none>";
    private static final int PERCENT = 100;
    private static final Listing SUMMARY = new Listing(
            "{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}",
            "{{.Type}}",
            Map.of(
                    "Type", "TYPE",
                    "TotalCount", "TOTAL",
                    "Active", "ACTIVE",
                    "Size", "SIZE",
                    "Reclaimable", "RECLAIMABLE"));
    private static final Listing IMAGES = new Listing(
            "{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}"
                    + "\t{{.Containers}}",
            "{{.ID}}",
            Map.of(
                    "Repository", "REPOSITORY",
                    "Tag", "TAG",
                    "ID", "IMAGE ID",
                    "CreatedSince", "CREATED",
                    "Size", "SIZE",
                    "SharedSize", "SHARED SIZE",
                    "UniqueSize", "UNIQUE SIZE",
                    "Containers", "CONTAINERS"));
    private static final Listing CONTAINERS = new Listing(
            "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}",
            "{{.ID}}",
            Map.of(
                    "ID", "CONTAINER ID",
                    "Image", "IMAGE",
                    "Command", "COMMAND",
                    "LocalVolumes", "LOCAL VOLUMES",
                    "Size", "SIZE",
                    "RunningFor", "CREATED",
                    "Status", "STATUS",
                    "Names", "NAMES"));
    private static final Listing VOLUMES = new Listing(
            "{{.Name}}\t{{.Links}}\t{{.Size}}",
            "{{.Name}}",
            Map.of("Name", "VOLUME NAME", "Links", "LINKS", "Size", "SIZE"));

    /**
     * A container and what it has written.
     *
     * @param bytes of its writable layer
     */
    public record Written(ContainerRecord container, long bytes) {}

    public DiskUsage {
        images = List.copyOf(images);
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }

    /** One line for each kind of thing. */
    public String summary(String format) {
        long active = images.stream().filter(image -> image.containers() > 0).count();
        long used = images.stream()
                .filter(image -> image.containers() > 0)
                .mapToLong(ImageUse::uniqueBytes)
                .sum();
        long running = containers.stream()
                .filter(written -> written.container().state().isRunning())
                .count();
        long stopped = containers.stream()
                .filter(written -> !written.container().state().isRunning())
                .mapToLong(Written::bytes)
                .sum();
        long linked = volumes.stream().filter(volume -> links(volume) > 0).count();
        long unlinked = volumes.stream()
                .filter(volume -> links(volume) == 0)
                .mapToLong(VolumeSize::bytes)
                .sum();
        long written = containers.stream().mapToLong(Written::bytes).sum();
        long held = volumes.stream().mapToLong(VolumeSize::bytes).sum();
        return SUMMARY.render(
                format,
                false,
                List.of(
                        row("Images", images.size(), active, layerBytes, layerBytes - used),
                        row("Containers", containers.size(), running, written, stopped),
                        row("Local Volumes", volumes.size(), linked, held, unlinked),
                        row("Build Cache", cache.count(), 0, cache.bytes(), cache.bytes())));
    }

    private static GoValue.Struct row(String type, long total, long active, long bytes, long reclaimable) {
        String share = bytes > 0 ? " (" + reclaimable * PERCENT / bytes + "%)" : "";
        return GoValue.struct()
                .add("Active", Long.toString(active))
                .add("Reclaimable", Sizes.precise(reclaimable) + share)
                .add("Size", Sizes.precise(bytes))
                .add("TotalCount", Long.toString(total))
                .add("Type", type)
                .buildRow("*formatter.diskUsageContext");
    }

    /** A table for each kind of thing. */
    public String everything(Instant now) {
        List<GoValue.Struct> imageRows = new ArrayList<>();
        images.forEach(image -> imageRows.addAll(rows(image, now)));
        List<ImageDetails> details = images.stream().map(ImageUse::image).toList();
        List<GoValue.Struct> containerRows = containers.stream()
                .map(written -> ContainerRow.of(
                        written.container(),
                        ContainerPlaces.NONE,
                        details,
                        OptionalLong.of(written.bytes()),
                        false,
                        now))
                .toList();
        List<GoValue.Struct> volumeRows = volumes.stream()
                .map(volume -> GoValue.struct()
                        .add("Links", Long.toString(links(volume)))
                        .add("Name", volume.name())
                        .add("Size", Sizes.precise(volume.bytes()))
                        .buildRow("*formatter.volumeContext"))
                .toList();
        return "Images space usage:\n\n" + IMAGES.render("", false, imageRows)
                + "\nContainers space usage:\n\n" + CONTAINERS.render("", false, containerRows)
                + "\nLocal Volumes space usage:\n\n" + VOLUMES.render("", false, volumeRows)
                + "\nBuild cache usage: " + Sizes.precise(cache.bytes()) + "\n\n";
    }

    private static List<GoValue.Struct> rows(ImageUse use, Instant now) {
        ImageDetails image = use.image();
        List<String> names = image.tags().isEmpty() ? List.of(NONE + ":" + NONE) : image.tags();
        return names.stream()
                .map(name -> GoValue.struct()
                        .add("Containers", Integer.toString(use.containers()))
                        .add("CreatedSince", Ages.ago(image.createdAt(), now))
                        .add("ID", image.shortId())
                        .add("Repository", name.substring(0, name.lastIndexOf(':')))
                        .add("SharedSize", Sizes.precise(use.sharedBytes()))
                        .add("Size", Sizes.precise(image.sizeBytes()))
                        .add("Tag", name.substring(name.lastIndexOf(':') + 1))
                        .add("UniqueSize", Sizes.precise(use.uniqueBytes()))
                        .buildRow("*formatter.imageContext"))
                .toList();
    }

    private long links(VolumeSize volume) {
        return containers.stream()
                .filter(written -> written.container().spec().mounts().stream()
                        .anyMatch(mount -> mount instanceof MountSpec.Volume named
                                && named.name().map(volume.name()::equals).orElse(false)))
                .count();
    }
}

package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.volume.VolumeRecord;
import java.util.Map;

/** One volume as {@code docker volume ls} shows it. */
public final class VolumeRow {
    private static final Map<String, String> HEADERS = Map.of(
            "Name", "VOLUME NAME",
            "Driver", "DRIVER",
            "Scope", "SCOPE",
            "Mountpoint", "MOUNTPOINT",
            "Labels", "LABELS",
            "Links", "LINKS",
            "Size", "SIZE");

    private VolumeRow() {}

    /** The list that such rows make. */
    public static Listing listing() {
        return new Listing("{{.Driver}}\t{{.Name}}", "{{.Name}}", HEADERS);
    }

    /** The row. */
    public static GoValue.Struct of(VolumeRecord volume, String directory) {
        return GoValue.struct()
                .add("Driver", "local")
                .add("Labels", NetworkRow.labels(volume.labels()))
                .add(
                        "Label",
                        new GoValue.Method(name -> GoValue.of(volume.labels().getOrDefault(name, ""))))
                .add("Links", "N/A")
                .add("Mountpoint", directory)
                .add("Name", volume.name())
                .add("Scope", "local")
                .add("Size", "N/A")
                .buildRow("*formatter.volumeContext");
    }
}

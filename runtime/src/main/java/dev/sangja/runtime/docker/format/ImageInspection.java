package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An image as {@code docker inspect} shows it. */
public final class ImageInspection {
    private ImageInspection() {}

    public static GoValue.Struct of(ImageDetails image) {
        return GoValue.struct()
                .add("ID", "Id", GoValue.of(image.id()))
                .add("RepoTags", GoValue.texts(image.tags()))
                .add("RepoDigests", GoValue.texts(image.digests()))
                .add("Parent", "")
                .add("Comment", image.origin().comment())
                .add("Created", Ages.rfc3339(image.createdAt()))
                .add("Author", image.origin().author())
                .add("Architecture", image.architecture())
                .add("Os", "linux")
                .add("Size", image.sizeBytes())
                .add("GraphDriver", graphDriver(image.origin().directories()))
                .add(
                        "RootFS",
                        GoValue.struct()
                                .add("Type", "layers")
                                .add("Layers", GoValue.texts(image.layers()))
                                .build())
                .add("Config", config(image.defaults()))
                .build();
    }

    /** As of an image without containers: its upmost layer is the upper directory. */
    private static GoValue graphDriver(List<String> directories) {
        Map<String, String> data = new TreeMap<>();
        if (directories.size() > 1) {
            data.put("LowerDir", String.join(":", directories.subList(1, directories.size())));
        }
        if (!directories.isEmpty()) {
            data.put("UpperDir", directories.get(0));
        }
        return GoValue.struct()
                .add("Data", GoValue.textMap(data))
                .add("Name", "overlay2")
                .build();
    }

    private static GoValue config(ImageDefaults defaults) {
        GoValue.StructBuilder config = GoValue.struct();
        if (!defaults.exposed().isEmpty()) {
            config.add("ExposedPorts", ContainerInspection.exposed(defaults.exposed()));
        }
        config.add("User", defaults.user())
                .add("Env", GoValue.texts(defaults.environment()))
                .add("Cmd", GoValue.textsOrAbsent(defaults.command()));
        defaults.health().ifPresent(health -> config.add("Healthcheck", ContainerInspection.health(health)));
        if (!defaults.volumes().isEmpty()) {
            config.add("Volumes", emptyObjects(defaults.volumes()));
        }
        config.add("WorkingDir", defaults.workingDirectory())
                .add("Entrypoint", GoValue.textsOrAbsent(defaults.entrypoint()))
                .add("OnBuild", GoValue.textsOrAbsent(defaults.onBuild()))
                .add("Labels", GoValue.textMap(defaults.labels()));
        if (!defaults.shell().isEmpty()) {
            config.add("Shell", GoValue.texts(defaults.shell()));
        }
        defaults.stopSignal().ifPresent(signal -> config.add("StopSignal", signal.name()));
        return config.build();
    }

    private static GoValue emptyObjects(List<String> keys) {
        TreeMap<String, GoValue> values = new TreeMap<>();
        keys.forEach(key -> values.put(key, GoValue.struct().build()));
        return new GoValue.Mapping(values, false);
    }
}

package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.template.GoValue;

/** An image as {@code docker inspect} shows it. */
public final class ImageInspection {
    private ImageInspection() {}

    public static GoValue.Struct of(ImageDetails image) {
        return GoValue.struct()
                .add("ID", "Id", GoValue.of(image.id()))
                .add("RepoTags", GoValue.texts(image.tags()))
                .add("RepoDigests", GoValue.texts(image.digests()))
                .add("Parent", "")
                .add("Comment", "")
                .add("Created", Ages.rfc3339(image.createdAt()))
                .add("Author", "")
                .add("Architecture", image.architecture())
                .add("Os", "linux")
                .add("Size", image.sizeBytes())
                .add(
                        "RootFS",
                        GoValue.struct()
                                .add("Type", "layers")
                                .add("Layers", GoValue.texts(image.layers()))
                                .build())
                .add("Config", config(image.defaults()))
                .build();
    }

    private static GoValue config(ImageDefaults defaults) {
        GoValue.StructBuilder config = GoValue.struct();
        if (!defaults.exposed().isEmpty()) {
            config.add("ExposedPorts", ContainerInspection.exposed(defaults.exposed()));
        }
        config.add("User", defaults.user())
                .add("Env", GoValue.texts(defaults.environment()))
                .add("Cmd", GoValue.textsOrAbsent(defaults.command()))
                .add("WorkingDir", defaults.workingDirectory())
                .add("Entrypoint", GoValue.textsOrAbsent(defaults.entrypoint()))
                .add("Labels", GoValue.textMap(defaults.labels()));
        defaults.stopSignal().ifPresent(signal -> config.add("StopSignal", signal.name()));
        return config.build();
    }
}

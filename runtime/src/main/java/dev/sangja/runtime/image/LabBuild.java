package dev.sangja.runtime.image;

import dev.sangja.runtime.build.BuildCache;
import dev.sangja.runtime.build.BuildProgress;
import dev.sangja.runtime.build.BuildRequest;
import dev.sangja.runtime.build.BuildResult;
import dev.sangja.runtime.build.BuildStore;
import dev.sangja.runtime.build.BuildTools;
import dev.sangja.runtime.build.CommandRunner;
import dev.sangja.runtime.build.ImageBuild;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.dockerfile.BuildVariables;
import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.DockerfileReader;
import dev.sangja.runtime.dockerfile.GlobalArguments;
import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.Stage;
import dev.sangja.runtime.receipt.BuildFailure;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.StoreWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds one of the lab's images from its Dockerfile among the resources, with the builder that a machine has too. It
 * runs no command, so no machine is needed, and everything has one time, so that every host gets the same image.
 */
record LabBuild(LabImage image, Dockerfile file) {
    static LabBuild read(LabImage image) throws IOException {
        String text = ResourceTree.text(image.directory() + "/" + image.dockerfile());
        return new LabBuild(
                image,
                DockerfileReader.read(image.dockerfile(), text.getBytes(StandardCharsets.UTF_8))
                        .orThrow());
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>(image.arguments());
        arguments.put("SOURCE_DATE_EPOCH", Long.toString(LayerContents.TIME.getEpochSecond()));
        return arguments;
    }

    private GlobalArguments globals() {
        return GlobalArguments.of(file, arguments(), BuildStore.architecture());
    }

    private String text() {
        return String.join("\n", file.lines());
    }

    /** What it begins from. */
    String parent() {
        Instruction.From from = file.stages().get(0).from();
        return globals().expand(from, from.image()).text();
    }

    /** Everything that decides what comes out, besides the image that it begins from. */
    List<String> inputs() throws IOException {
        List<String> inputs = new ArrayList<>(List.of(text(), arguments().toString()));
        for (Stage stage : file.stages()) {
            BuildVariables variables = BuildVariables.of(file.directives(), globals(), List.of());
            for (Instruction instruction : stage.instructions()) {
                if (variables.expand(instruction) instanceof Instruction.Copy copy) {
                    for (String source : copy.transfer().sources()) {
                        inputs.add(ResourceTree.text(image.directory() + "/" + source));
                    }
                }
            }
        }
        return inputs;
    }

    Image build(StoreWriter writer) throws IOException {
        BuildRequest request = new BuildRequest(
                image.dockerfile(),
                text(),
                image.directory(),
                new ResourceTree(image.directory()),
                IgnoreRules.NONE,
                "",
                List.of(image.name()),
                arguments(),
                Map.of(),
                Map.of(),
                "none",
                true);
        BuildTools tools = new BuildTools(
                new WriterStore(writer),
                BuildCache.none(),
                CommandRunner.none(),
                BuildProgress.none(),
                System.nanoTime());
        BuildResult result = ImageBuild.run(request, tools, new Cancellation());
        return result.image()
                .orElseThrow(() -> new IOException(image.name() + " cannot be built: "
                        + result.view().failure().map(BuildFailure::toString).orElse("")));
    }
}

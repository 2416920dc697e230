package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.dockerfile.IgnoreRules;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds without a machine in a test: a real store, a real context, and a cache in memory. */
final class Workshop implements BuildStore, BuildCache {
    private final Path context;
    private final StoreWriter writer;
    private final Map<Digest, Entry> cache = new HashMap<>();
    private final Map<String, Image> images = new HashMap<>();

    Workshop(Path directory) throws IOException {
        this.context = Files.createDirectories(directory.resolve("context"));
        this.writer =
                StoreWriter.open(directory.resolve("store"), Linux.system(Recorder.none()), Owners.ofThisProcess());
    }

    /** Writes a file of the context. */
    Workshop file(String path, String content) throws IOException {
        Path file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    Path context() {
        return context;
    }

    BuildResult build(String... lines) {
        return build(Map.of(), IgnoreRules.NONE, lines);
    }

    BuildResult build(Map<String, String> arguments, IgnoreRules rules, String... lines) {
        SourceTree files = new ContextTree(SourceTree.of(FileView.of(List.of(context))), rules);
        BuildRequest request = new BuildRequest(
                "Dockerfile",
                String.join("\n", lines),
                ".",
                files,
                rules,
                "",
                List.of(),
                arguments,
                Map.of(),
                Map.of(),
                "default",
                true);
        BuildTools tools = new BuildTools(this, this, CommandRunner.none(), BuildProgress.none(), System.nanoTime());
        return ImageBuild.run(request, tools, new Cancellation());
    }

    /** Builds an image and gives it a name. */
    Image image(String name, String... lines) {
        BuildResult result = build(lines);
        Image image = result.image()
                .orElseThrow(() -> new AssertionError(result.view().failure()));
        images.put(name, image);
        return image;
    }

    FileView files(Image image) {
        return FileView.of(writer.store().lowerDirectories(image)).ownedByRoot();
    }

    String text(Image image, String path) {
        try (InputStream in = files(image).find(path, true).orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FileView.Node node(Image image, String path) throws IOException {
        return files(image).find(path, false).orElseThrow(() -> new AssertionError("no " + path));
    }

    static List<String> changes(BuildStep step) {
        return step.layer().orElseThrow().changes().stream()
                .map(change -> change.kind() + " " + change.path())
                .toList();
    }

    @Override
    public Optional<Image> find(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    @Override
    public Layer write(Construction.LayerContent content) throws IOException {
        return writer.writeLayer(content);
    }

    @Override
    public boolean use(Layer layer) {
        return true;
    }

    @Override
    public List<Path> directories(List<Layer> layers) {
        return writer.store()
                .lowerDirectories(layers.stream().map(Layer::diffId).toList());
    }

    @Override
    public FileView view(List<Layer> layers) {
        return FileView.of(directories(layers)).ownedByRoot();
    }

    @Override
    public Image finish(ImageConfig config, List<Layer> layers, List<ImageReference> names) throws IOException {
        ImageReference name = ImageReference.parse("test/" + images.size() + "-" + System.nanoTime());
        return writer.add(name, config, layers.stream().map(Layer::blob).toList());
    }

    @Override
    public Optional<Entry> find(Digest key) {
        return Optional.ofNullable(cache.get(key));
    }

    @Override
    public void put(Digest key, Entry entry) {
        cache.put(key, entry);
    }
}

package dev.sangja.runtime.image;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.StoreWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds the lab's images from the host's files into a store: nothing is fetched, and the same files always give the
 * same digests. What is there already and could not come out differently is left alone; telling that takes
 * milliseconds. For one thread.
 */
public final class LabImages {
    /** The image that lessons start containers of. */
    public static final ImageReference BASE = ImageReference.parse("lab/base:1");
    /** The root of the workbench: the base image with the host's tools above it. Not a learner's image. */
    public static final ImageReference WORKBENCH = ImageReference.parse("sangja/workbench:1");
    /**
     * What the engine mounts over in every container: as the lowest of all layers it keeps them out of the layer
     * differences. Not a learner's image.
     */
    public static final ImageReference MOUNT_POINTS = ImageReference.parse("sangja/mountpoints:1");

    /** Goes up with every change of what this package makes of the same files. */
    private static final String RECIPE = "1";

    private final StoreWriter writer;
    private final HostTools tools;

    public LabImages(StoreWriter writer, HostTools tools) {
        this.writer = requireNonNull(writer, "writer");
        this.tools = requireNonNull(tools, "tools");
    }

    /** Whether an image is the engine's own and should not be shown among a learner's. */
    public static boolean isInternal(ImageReference name) {
        return name.repository().startsWith("sangja/");
    }

    /**
     * Builds all images that are missing or out of date.
     *
     * @return the names of those that were built, by order of building
     * @throws MissingToolsException if the host lacks what no image can do without
     */
    public List<ImageReference> build() throws IOException {
        List<ImageReference> built = new ArrayList<>();
        Path busybox = tools.busybox().orElseThrow(() -> new MissingToolsException(tools.missing()));
        Image base = buildOne(built, BASE, List.of(BaseContents.recipe(), busybox.toString()), () -> base(busybox));
        buildOne(built, MOUNT_POINTS, List.of(initProgram()), this::mountPoints);
        List<String> found =
                new ArrayList<>(List.of(HostFiles.recipe(), base.id().toString()));
        tools.found().forEach((tool, path) -> found.add(tool + " " + path));
        buildOne(built, WORKBENCH, found, () -> workbench(base));
        for (var recipe : recipes()) {
            List<String> inputs = new ArrayList<>(List.of(base.id().toString()));
            recipe.copies().forEach(copy -> inputs.add(copy.instruction() + copy.content()));
            inputs.addAll(recipe.instructions());
            buildOne(built, recipe.name(), inputs, () -> fromRecipe(base, recipe));
        }
        return List.copyOf(built);
    }

    /** The script that {@code docker run --init} makes process 1 of a container. */
    public static String initProgram() throws IOException {
        return ImageRecipe.resource("init/lab-init");
    }

    private static List<ImageRecipe> recipes() throws IOException {
        return List.of(
                ImageRecipe.read(ImageReference.parse("lab/pid1:plain"), "pid1-plain"),
                ImageRecipe.read(ImageReference.parse("lab/pid1:exec"), "pid1-exec"),
                ImageRecipe.read(ImageReference.parse("lab/pid1:trap"), "pid1-trap"),
                ImageRecipe.read(ImageReference.parse("lab/zombie:1"), "zombie"));
    }

    /** An image that was made, and the files of the host that are in it. */
    private record Made(Image image, Collection<Path> sources) {}

    private interface Making {
        Made make() throws IOException;
    }

    private Image buildOne(List<ImageReference> built, ImageReference name, List<String> recipe, Making making)
            throws IOException {
        String key = name.toString().replace('/', '-').replace(':', '-');
        Digest digest = digest(recipe);
        Optional<Image> there = writer.store().find(name);
        Optional<BuildInputs> last = writer.readInputs(key).flatMap(BuildInputs::parse);
        if (there.isPresent()
                && last.isPresent()
                && last.get().recipe().equals(digest)
                && last.get().manifest().equals(there.get().manifest().digest())
                && last.get().filesUnchanged()) {
            writer.unpack(there.get());
            return there.get();
        }
        Made made = making.make();
        writer.tag(name, made.image());
        BuildInputs inputs = BuildInputs.of(digest, made.image().manifest().digest(), made.sources());
        writer.writeInputs(key, inputs.text());
        built.add(name);
        return made.image();
    }

    private Made base(Path busybox) throws IOException {
        Descriptor layer = layer(BaseContents.of(busybox));
        Image image = add(
                BASE,
                List.of(layer),
                List.of(step("busybox and a link for each of its applets", false), step("CMD [\"sh\"]", true)),
                execution(List.of("sh"), Map.of()));
        return new Made(image, List.of(busybox.toRealPath()));
    }

    private Made mountPoints() throws IOException {
        LayerContents contents = new LayerContents();
        for (String directory : List.of("dev", "proc", "sys", "tmp")) {
            contents.directory(directory, directory.equals("tmp") ? 01777 : 0755);
        }
        contents.text("etc/hosts", 0644, "")
                .text("etc/hostname", 0644, "")
                .text("etc/resolv.conf", 0644, "")
                .text("sbin/lab-init", 0755, initProgram());
        Image image = add(
                MOUNT_POINTS,
                List.of(layer(contents)),
                List.of(step("mount points", false)),
                ImageConfig.Execution.empty());
        return new Made(image, List.of());
    }

    private Made workbench(Image base) throws IOException {
        WorkbenchContents contents = WorkbenchContents.gather(tools, LibrarySearch.ofHost());
        List<Descriptor> layers = new ArrayList<>(base.layers());
        layers.add(layer(contents.contents()));
        List<ImageConfig.Step> history = new ArrayList<>(base.config().history());
        history.add(step("the host's tools and their libraries", false));
        Image image = add(WORKBENCH, layers, history, execution(List.of("bash"), Map.of()));
        return new Made(image, contents.sources());
    }

    private Made fromRecipe(Image base, ImageRecipe recipe) throws IOException {
        List<Descriptor> layers = new ArrayList<>(base.layers());
        List<ImageConfig.Step> history = new ArrayList<>(base.config().history());
        for (ImageRecipe.Copy copy : recipe.copies()) {
            layers.add(layer(new LayerContents().text(copy.path(), copy.mode(), copy.content())));
            history.add(step(copy.instruction(), false));
        }
        Map<String, Map<String, String>> ports = new TreeMap<>();
        for (String port : recipe.exposed()) {
            ports.put(port, Map.of());
        }
        recipe.instructions().forEach(instruction -> history.add(step(instruction, true)));
        return new Made(add(recipe.name(), layers, history, execution(recipe.command(), ports)), List.of());
    }

    private Descriptor layer(LayerContents contents) throws IOException {
        // Not compressed: what a compressor makes of the same bytes differs from one to the next.
        return writer.store().blobs().put(Descriptor.LAYER, contents::writeTo);
    }

    private Image add(
            ImageReference name,
            List<Descriptor> layers,
            List<ImageConfig.Step> history,
            ImageConfig.Execution execution)
            throws IOException {
        ImageConfig config = new ImageConfig(
                Optional.of(LayerContents.TIME),
                architecture(),
                "linux",
                execution,
                ImageConfig.RootFileSystem.of(
                        layers.stream().map(Descriptor::digest).toList()),
                history);
        return writer.add(name, config, layers);
    }

    private static ImageConfig.Execution execution(List<String> command, Map<String, Map<String, String>> ports) {
        List<String> environment = List.of(ImageConfig.Execution.DEFAULT_PATH);
        return new ImageConfig.Execution("", ports, environment, List.of(), command, Map.of(), "", Map.of(), "");
    }

    private static ImageConfig.Step step(String createdBy, boolean empty) {
        return new ImageConfig.Step(Optional.of(LayerContents.TIME), createdBy, "", empty);
    }

    private static Digest digest(List<String> recipe) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((RECIPE + "\0").getBytes(StandardCharsets.UTF_8));
        for (String part : recipe) {
            all.writeBytes((part + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return Digest.of(all.toByteArray());
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") ? "arm64" : name;
    }
}

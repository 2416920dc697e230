package dev.sangja.runtime.library;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreException;
import dev.sangja.runtime.store.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The images of a machine, with what Docker does with them. What cannot be done is a {@link ContainerProblem} in
 * Docker's words, and has changed nothing. Safe for use by several threads.
 */
public final class MachineImages {
    /** The archive of a layer with nothing in it: 1,024 zeros. */
    private static final Digest EMPTY_LAYER = Digest.of(new byte[1024]);

    /** Where the workbench sees layers. */
    private static final String SHOWN_LAYERS = "/lab/store/layers/";

    private final ImageLibrary library;
    private final Supplier<List<ContainerRecord>> containers;
    private final Clock clock;

    /** @param containers all containers of the machine at that moment: their images are in use */
    public MachineImages(ImageLibrary library, Supplier<List<ContainerRecord>> containers, Clock clock) {
        this.library = requireNonNull(library, "library");
        this.containers = requireNonNull(containers, "containers");
        this.clock = requireNonNull(clock, "clock");
        library.keep(() -> containers.get().stream()
                .map(container -> Digest.parse(container.imageId()))
                .collect(Collectors.toSet()));
    }

    /** Where the images lie. */
    public ImageLibrary library() {
        return library;
    }

    /** What the images hold and take. */
    public ImageReports reports() {
        return new ImageReports(this, containers);
    }

    /** Archives of images. */
    public ImageExchange exchange() {
        return new ImageExchange(this);
    }

    /** All of them. */
    public List<ImageDetails> all() {
        return attempt("reading the images", () -> {
            List<ImageDetails> all = new ArrayList<>();
            for (StoredImage image : library.images()) {
                all.add(details(image));
            }
            return all;
        });
    }

    private ImageDetails details(StoredImage stored) throws IOException {
        Image image = stored.image();
        ImageConfig config = image.config();
        return new ImageDetails(
                image.id().toString(),
                stored.names().stream().map(Object::toString).toList(),
                List.of(),
                config.created().orElse(Instant.EPOCH),
                library.store().size(image),
                config.architecture(),
                config.rootfs().diffIds().stream().map(Object::toString).toList(),
                ImageDefaultsReader.read(config.config()),
                origin(image));
    }

    private ImageDetails.Origin origin(Image image) {
        List<ImageConfig.Step> history = image.config().history();
        List<String> directories = new ArrayList<>();
        image.config().rootfs().diffIds().forEach(layer -> directories.add(0, SHOWN_LAYERS + layer.abbreviated()));
        return new ImageDetails.Origin(
                image.config().author(),
                history.isEmpty() ? "" : history.get(history.size() - 1).comment(),
                directories);
    }

    /** The image that a learner means by a name, a digest, or the beginning of an id. */
    public Image get(String reference) {
        return attempt("looking for " + reference, () -> library.resolve(reference))
                .orElseThrow(() -> new ContainerProblem.NoSuchImage(
                        dev.sangja.runtime.container.ContainerLookup.withTag(reference)));
    }

    /** The image that a container was made of, whatever has become of its names. */
    public Image ofContainer(ContainerRecord container) {
        return attempt(
                        "looking for the image of " + container.name(),
                        () -> library.find(Digest.parse(container.imageId())))
                .orElseThrow(() -> new ContainerProblem.NoSuchImage(container.imageId()));
    }

    private StoredImage stored(String reference) {
        Image image = get(reference);
        return attempt("reading the images", library::images).stream()
                .filter(stored -> stored.image().id().equals(image.id()))
                .findFirst()
                .orElseThrow(() -> new ContainerProblem.NoSuchImage(reference));
    }

    /** Gives an image a further name. */
    public void tag(String source, ImageReference target) {
        Image image = get(source);
        attempt("naming " + target, () -> {
            library.tag(target, image);
            return true;
        });
    }

    /** Removes an image or one of its names. */
    public Removed remove(String reference, boolean force) {
        StoredImage stored = stored(reference);
        return attempt(
                "removing " + reference,
                () -> new ImageRemoval(library, stored, containers.get(), force).remove(reference));
    }

    /**
     * Removes images that no container uses, of those that the machine has for itself.
     *
     * @param named whether those that have names go too
     * @param wanted which of them may go
     */
    public Removed prune(boolean named, Predicate<ImageDetails> wanted) {
        Set<String> used =
                containers.get().stream().map(ContainerRecord::imageId).collect(Collectors.toSet());
        List<String> untagged = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        long bytes = 0;
        for (StoredImage stored : attempt("reading the images", library::images)) {
            ImageDetails details = attempt("reading the images", () -> details(stored));
            boolean goes = !stored.shared() && (named || stored.names().isEmpty()) && wanted.test(details);
            if (goes && !used.contains(details.id())) {
                Removed removed = attempt(
                        "removing " + details.id(),
                        () -> new ImageRemoval(library, stored, containers.get(), true).remove(details.id()));
                untagged.addAll(removed.untagged());
                deleted.addAll(removed.deleted());
                bytes += removed.bytes();
            }
        }
        return new Removed(untagged, deleted, bytes + collect());
    }

    /** Removes what nobody uses any more, such as the images of containers that are gone. Returns the bytes of it. */
    public long collect() {
        return attempt("collecting what nobody uses", library::collect).bytes();
    }

    /** A container of that image is gone: if the image had only been kept for it, so is the image. */
    public void released(String imageId) {
        if (attempt("looking for " + imageId, () -> library.isDetached(Digest.parse(imageId)))) {
            collect();
        }
    }

    /** Makes a container's writable layer the upmost layer of a new image. */
    public Image commit(ImageCommit commit) {
        return attempt("committing " + commit.container().name(), () -> {
            Image parent = library.find(Digest.parse(commit.container().imageId()))
                    .orElseThrow(() ->
                            new ContainerProblem.NoSuchImage(commit.container().imageId()));
            try (Construction work = library.begin()) {
                work.use(parent);
                Layer layer = work.commitUpper(commit.upper(), commit.lower());
                Image image = work.create(config(commit, parent, layer), layers(parent, layer));
                keep(work, image, commit.name());
                return image;
            }
        });
    }

    private ImageConfig config(ImageCommit commit, Image parent, Layer layer) {
        ImageConfig below = parent.config();
        Instant now = clock.instant();
        boolean empty = layer.diffId().equals(EMPTY_LAYER);
        List<ImageConfig.Step> history = new ArrayList<>(below.history());
        history.add(new ImageConfig.Step(
                Optional.of(now),
                String.join(" ", commit.container().process().command()),
                commit.author(),
                commit.comment(),
                empty));
        List<Digest> diffIds = new ArrayList<>(below.rootfs().diffIds());
        if (!empty) {
            diffIds.add(layer.diffId());
        }
        return new ImageConfig(
                Optional.of(now),
                below.architecture(),
                below.os(),
                commit.execution(below.config()),
                ImageConfig.RootFileSystem.of(diffIds),
                history,
                commit.author());
    }

    private static List<Layer> layers(Image parent, Layer layer) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < parent.layers().size(); i++) {
            layers.add(new Layer(
                    parent.layers().get(i), parent.config().rootfs().diffIds().get(i)));
        }
        if (!layer.diffId().equals(EMPTY_LAYER)) {
            layers.add(layer);
        }
        return layers;
    }

    private void keep(Construction work, Image image, Optional<ImageReference> name) throws IOException {
        if (name.isPresent()) {
            library.tag(name.get(), image);
        } else {
            work.keep(image);
        }
    }

    /**
     * What a file system becomes an image with.
     *
     * @param name what the image is to be called; it may stay without a name
     * @param message its comment
     * @param change its configuration, beginning with nothing
     */
    public record Import(
            Optional<ImageReference> name,
            String message,
            java.util.function.UnaryOperator<ImageConfig.Execution> change) {}

    /** Makes an image of one layer out of a file system's archive. */
    public Image importRoot(InputStream archive, Import wanted) {
        return attempt("importing", () -> {
            try (Construction work = library.begin()) {
                Layer layer = work.importLayer(archive);
                Instant now = clock.instant();
                ImageConfig config = new ImageConfig(
                        Optional.of(now),
                        architecture(),
                        "linux",
                        wanted.change().apply(ImageConfig.Execution.builder().build()),
                        ImageConfig.RootFileSystem.of(List.of(layer.diffId())),
                        List.of(new ImageConfig.Step(Optional.of(now), "", wanted.message(), false)));
                Image image = work.create(config, List.of(layer));
                keep(work, image, wanted.name());
                return image;
            } finally {
                library.collect();
            }
        });
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") ? "arm64" : name;
    }

    /** An image's manifest, byte for byte. */
    public byte[] manifest(Image image) {
        Descriptor manifest = image.manifest();
        return attempt(
                "reading manifest " + manifest.digest(),
                () -> library.store().blobs().read(manifest));
    }

    /** Something that reads or changes the store. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** What is wrong with a store or an archive is told as Docker's engine tells it. */
    static <T> T attempt(String what, Work<T> work) {
        try {
            return work.run();
        } catch (StoreException | LayerException problem) {
            throw new ContainerProblem.EngineFailed(String.valueOf(problem.getMessage()), problem);
        } catch (IOException failure) {
            throw new ContainerProblem.EngineFailed(what + ": " + failure.getMessage(), failure);
        }
    }
}

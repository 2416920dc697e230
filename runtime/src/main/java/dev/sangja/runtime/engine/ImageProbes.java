package dev.sangja.runtime.engine;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerReader;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.ImageFact;
import dev.sangja.runtime.probe.LayerEntryFact;
import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Looks at a machine's images: what it tells was read and checked just now. Safe for use by several threads. */
final class ImageProbes {
    /** More than any lesson's layer has; the rest of a longer one is not told. */
    private static final int MOST_ENTRIES = 2_000;

    private static final int MOST_TEXT = 4 * 1024;

    private final ImageLibrary library;

    ImageProbes(ImageLibrary library) {
        this.library = library;
    }

    /** The image of that name; empty if there is none. */
    Optional<ImageFact> image(String reference) {
        Optional<Image> found = find(reference);
        try {
            return found.isEmpty() ? Optional.empty() : Optional.of(fact(found.get()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read image " + reference, failure);
        }
    }

    /** What a layer's archive holds, in its order; layers count from 1, the lowest. */
    List<LayerEntryFact> layer(String reference, int number) {
        List<Descriptor> layers = find(reference).map(Image::layers).orElse(List.of());
        if (number < 1 || number > layers.size()) {
            return List.of();
        }
        Descriptor layer = layers.get(number - 1);
        try (InputStream in = library.store().blobs().open(layer)) {
            boolean plain = layer.mediaType().equals(Descriptor.LAYER);
            List<LayerEntryFact> entries = entries(plain ? in : new GZIPInputStream(in));
            // The digest is checked at the blob's end.
            in.transferTo(OutputStream.nullOutputStream());
            return entries;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read layer " + number + " of " + reference, failure);
        }
    }

    private Optional<Image> find(String reference) {
        try {
            return library.resolve(reference);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read image " + reference, failure);
        }
    }

    private static List<LayerEntryFact> entries(InputStream in) throws IOException {
        LayerReader reader = new LayerReader(in, LayerLimits.IMAGE);
        List<LayerEntryFact> entries = new ArrayList<>();
        Optional<LayerEntry> next = reader.next();
        while (next.isPresent() && entries.size() < MOST_ENTRIES) {
            entries.add(fact(next.get()));
            next = reader.next();
        }
        return entries;
    }

    private ImageFact fact(Image image) throws IOException {
        ImageConfig config = image.config();
        ImageConfig.Execution execution = config.config();
        List<ImageFact.Step> history = config.history().stream()
                .map(step -> new ImageFact.Step(step.createdBy(), step.emptyLayer()))
                .toList();
        return new ImageFact(
                image.id().toString(),
                image.manifest().digest().toString(),
                library.store().size(image),
                layers(image, history),
                history,
                execution.environment(),
                execution.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList(),
                execution.onBuild(),
                execution.entryPoint(),
                execution.command(),
                execution.user(),
                execution.workingDirectory(),
                List.copyOf(execution.volumes().keySet()),
                List.copyOf(execution.exposedPorts().keySet()),
                execution.stopSignal());
    }

    /** The steps that made layers stand in the layers' order; config.md of the OCI image specification. */
    private List<ImageFact.Layer> layers(Image image, List<ImageFact.Step> history) throws IOException {
        ImageStore store = library.store();
        Iterator<ImageFact.Step> makers =
                history.stream().filter(step -> !step.empty()).iterator();
        List<ImageFact.Layer> layers = new ArrayList<>();
        for (int index = 0; index < image.layers().size(); index++) {
            Digest diffId = image.config().rootfs().diffIds().get(index);
            layers.add(new ImageFact.Layer(
                    diffId.toString(),
                    store.size(diffId),
                    makers.hasNext() ? makers.next().createdBy() : ""));
        }
        return layers;
    }

    private static LayerEntryFact fact(LayerEntry entry) throws IOException {
        String path = entry.path();
        if (entry instanceof LayerEntry.Directory directory) {
            return told(path, "directory", directory.metadata(), 0, "", "", "");
        }
        if (entry instanceof LayerEntry.RegularFile file) {
            return told(path, "file", file.metadata(), file.size(), "", "", beginning(file));
        }
        if (entry instanceof LayerEntry.SymbolicLink link) {
            return told(path, "symlink", link.metadata(), 0, "", link.target(), "");
        }
        if (entry instanceof LayerEntry.NamedPipe pipe) {
            return told(path, "fifo", pipe.metadata(), 0, "", "", "");
        }
        if (entry instanceof LayerEntry.Device device) {
            String type = device.block() ? "block" : "character";
            return told(path, type, device.metadata(), 0, device.major() + ":" + device.minor(), "", "");
        }
        EntryMetadata nothing = EntryMetadata.ofRoot(0, java.time.Instant.EPOCH);
        if (entry instanceof LayerEntry.HardLink link) {
            return told(path, "file", nothing, 0, "", link.target(), "");
        }
        if (entry instanceof LayerEntry.Opaque) {
            return told(path.isEmpty() ? ".wh..wh..opq" : path + "/.wh..wh..opq", "file", nothing, 0, "", "", "");
        }
        int slash = path.lastIndexOf('/') + 1;
        String mark = path.substring(0, slash) + ".wh." + path.substring(slash);
        return told(mark, "file", nothing, 0, "", "", "");
    }

    private static String beginning(LayerEntry.RegularFile file) throws IOException {
        if (file.size() > MOST_TEXT) {
            return "";
        }
        try (InputStream in = file.content().open()) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        }
    }

    private static LayerEntryFact told(
            String name, String type, EntryMetadata about, long size, String device, String target, String text) {
        return new LayerEntryFact(
                name,
                new FileFact(
                        type, about.mode(), about.userId(), about.groupId(), size, device, target, text, Map.of()));
    }
}

package dev.sangja.runtime.library;

import dev.sangja.runtime.archive.ArchivedImage;
import dev.sangja.runtime.archive.ImageArchiveReader;
import dev.sangja.runtime.archive.ImageArchiveWriter;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images leave the machine and come to it as archives. */
public final class ImageExchange {
    private final MachineImages images;

    ImageExchange(MachineImages images) {
        this.images = images;
    }

    /** Writes images as an archive, each under the name that was given for it, or all its names if it was an id. */
    public void save(List<String> references, OutputStream out) throws IOException {
        Map<Digest, ArchivedImage> chosen = new LinkedHashMap<>();
        for (String reference : references) {
            Image image = images.get(reference);
            List<ImageReference> names = names(reference, image);
            chosen.merge(image.id(), new ArchivedImage(image, names), (one, other) -> {
                List<ImageReference> all = new ArrayList<>(one.names());
                other.names().stream().filter(name -> !all.contains(name)).forEach(all::add);
                return new ArchivedImage(image, all);
            });
        }
        try {
            new ImageArchiveWriter(images.library().store()).write(List.copyOf(chosen.values()), out);
        } catch (StoreException damaged) {
            throw new ContainerProblem.EngineFailed(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private List<ImageReference> names(String reference, Image image) {
        List<ImageReference> all = MachineImages.attempt("reading the images", images.library()::images).stream()
                .filter(stored -> stored.image().id().equals(image.id()))
                .flatMap(stored -> stored.names().stream())
                .toList();
        Optional<ImageReference> name = ImageReference.read(reference).filter(all::contains);
        return name.isPresent() ? List.of(name.get()) : List.of();
    }

    /**
     * An image that came out of an archive.
     *
     * @param replaced what one of its names meant before
     */
    public record Loaded(Image image, List<ImageReference> names, Map<ImageReference, Image> replaced) {
        public Loaded {
            names = List.copyOf(names);
            replaced = Map.copyOf(replaced);
        }
    }

    /** Takes all images of an archive. All of it is read and checked before any of them is there. */
    public List<Loaded> load(InputStream archive) {
        return MachineImages.attempt("loading images", () -> {
            List<Loaded> loaded = new ArrayList<>();
            try (Construction work = images.library().begin()) {
                for (ArchivedImage archived : new ImageArchiveReader(work).read(archive)) {
                    loaded.add(name(archived, work));
                }
            } finally {
                images.library().collect();
            }
            return loaded;
        });
    }

    private Loaded name(ArchivedImage archived, Construction work) throws IOException {
        Map<ImageReference, Image> replaced = new LinkedHashMap<>();
        if (archived.names().isEmpty()) {
            work.keep(archived.image());
        }
        for (ImageReference name : archived.names()) {
            images.library()
                    .find(name)
                    .filter(former -> !former.id().equals(archived.image().id()))
                    .ifPresent(former -> replaced.put(name, former));
            images.library().tag(name, archived.image());
        }
        return new Loaded(archived.image(), archived.names(), replaced);
    }
}

package dev.sangja.runtime.library;

import dev.sangja.runtime.container.ContainerProblem.ImageConflict;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Removes one image, or one of its names, by Docker's rules: a name is taken away first; the image itself goes with its
 * last name; a container that uses it forbids that, a stopped one only without force. Source: moby,
 * daemon/images/image_delete.go.
 */
final class ImageRemoval {
    private static final String SHARED = "모든 머신이 함께 쓰는 실습 이미지입니다 / it is an image of the lab, which all machines share";

    private final ImageLibrary library;
    private final StoredImage stored;
    private final List<ContainerRecord> users;
    private final boolean force;
    private final List<String> untagged = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    ImageRemoval(ImageLibrary library, StoredImage stored, List<ContainerRecord> containers, boolean force) {
        this.library = library;
        this.stored = stored;
        this.users = containers.stream()
                .filter(container ->
                        container.imageId().equals(stored.image().id().toString()))
                .toList();
        this.force = force;
    }

    /** Removes what was named so. */
    Removed remove(String reference) throws IOException {
        Optional<ImageReference> name = named(reference);
        if (name.isPresent()) {
            requireUnused(reference);
            untag(name.get());
            boolean used = user(true).isPresent() || (!force && !users.isEmpty());
            if (stored.names().size() > 1 || used) {
                return new Removed(untagged, deleted, 0);
            }
        } else {
            if (stored.shared()) {
                throw ImageConflict.undeletable(shortId(), false, SHARED);
            }
            refuse(user(true));
            requireOneRepository();
            if (!force) {
                refuse(user(false));
            }
            for (ImageReference tag : stored.names()) {
                untag(tag);
            }
        }
        return delete();
    }

    private Optional<ImageReference> named(String reference) {
        Optional<ImageReference> name = ImageReference.read(reference);
        return name.filter(stored.names()::contains);
    }

    private void requireUnused(String reference) {
        if (!force && stored.names().size() == 1 && !users.isEmpty()) {
            throw new ImageConflict("unable to remove repository reference \"" + reference
                    + "\" (must force) - container " + users.get(0).id().shortForm()
                    + " is using its referenced image " + shortId());
        }
    }

    private void untag(ImageReference name) throws IOException {
        if (!library.isOwn(name)) {
            throw new ImageConflict(
                    "unable to remove repository reference \"" + name + "\" (cannot be forced) - " + SHARED);
        }
        if (stored.names().size() > 1) {
            library.untag(name);
        } else {
            library.untagOnly(name);
        }
        untagged.add(name.toString());
    }

    private void requireOneRepository() {
        if (!force && stored.names().size() > 1) {
            throw ImageConflict.undeletable(shortId(), true, "image is referenced in multiple repositories");
        }
    }

    /** A container that uses it. */
    private Optional<ContainerRecord> user(boolean running) {
        return users.stream()
                .filter(container -> container.state().isRunning() == running)
                .findFirst();
    }

    private void refuse(Optional<ContainerRecord> user) {
        user.ifPresent(container -> {
            boolean running = container.state().isRunning();
            throw ImageConflict.undeletable(
                    shortId(),
                    !running,
                    "image is being used by " + (running ? "running" : "stopped") + " container "
                            + container.id().shortForm());
        });
    }

    private Removed delete() throws IOException {
        Image image = stored.image();
        if (users.isEmpty()) {
            library.remove(image);
        } else {
            library.detach(image);
        }
        deleted.add(image.id().toString());
        ImageLibrary.Collected collected = library.collect();
        Map<Digest, String> chain = chain(image);
        List<Digest> diffIds = image.config().rootfs().diffIds();
        for (int i = diffIds.size() - 1; i >= 0; i--) {
            if (collected.layers().contains(diffIds.get(i))) {
                deleted.add(chain.getOrDefault(diffIds.get(i), ""));
            }
        }
        return new Removed(untagged, deleted, collected.bytes());
    }

    /**
     * A layer's id as Docker names it: it depends on those below. OCI image specification, config.md, "Layer ChainID".
     */
    private static Map<Digest, String> chain(Image image) {
        Map<Digest, String> chain = new TreeMap<>();
        String below = "";
        for (Digest diffId : image.config().rootfs().diffIds()) {
            below = below.isEmpty()
                    ? diffId.toString()
                    : Digest.of((below + " " + diffId).getBytes(StandardCharsets.US_ASCII))
                            .toString();
            chain.put(diffId, below);
        }
        return chain;
    }

    private String shortId() {
        return stored.image().id().abbreviated();
    }
}

package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A second form of a store, kept inside it, whose unpacked layers belong to one range of ids; the blobs are the same
 * files. Layers that have gone from the store stay until the copy is removed.
 */
final class StoreCopy {
    private final ImageStore store;
    private final Linux linux;
    private final StoreLayout copy;
    private final Owners owners;

    StoreCopy(ImageStore store, Linux linux, int firstUser, int firstGroup) {
        this.store = store;
        this.linux = linux;
        this.copy = new StoreLayout(store.layout().copy(firstUser, firstGroup));
        this.owners = Owners.shifted(firstUser, firstGroup);
    }

    /** Brings the copy up to date and gives its directory. */
    Path refresh() throws IOException {
        copy.create();
        LayerDirectories layers = new LayerDirectories(store.blobs(), copy, linux, owners);
        for (Image image : store.list().values()) {
            link(image.manifest().digest());
            link(image.configuration().digest());
            List<Digest> diffIds = image.config().rootfs().diffIds();
            for (int i = 0; i < diffIds.size(); i++) {
                link(image.layers().get(i).digest());
                layers.unpack(image.layers().get(i), diffIds.get(i));
            }
        }
        copy.replace(copy.index(), Json.write(store.index()));
        copy.replace(copy.marker(), Files.readAllBytes(store.layout().marker()));
        return copy.root();
    }

    private void link(Digest blob) throws IOException {
        if (!Files.exists(copy.blob(blob))) {
            try {
                Files.createLink(copy.blob(blob), store.layout().blob(blob));
            } catch (FileAlreadyExistsException quicker) {
                // Another process makes the same copy; its link is to the same file.
                return;
            }
        }
    }
}

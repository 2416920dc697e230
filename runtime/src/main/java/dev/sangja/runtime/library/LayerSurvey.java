package dev.sangja.runtime.library;

import dev.sangja.runtime.anatomy.LayerItem;
import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerPacker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists what a layer's directory holds, with overlayfs's marks, reading no content. */
final class LayerSurvey {
    private LayerSurvey() {}

    static List<LayerItem> of(Path directory) throws IOException {
        List<LayerItem> items = new ArrayList<>();
        new LayerPacker(LayerPacker.Dress.AS_IS).packUpper(directory, List.of(), entry -> items.add(item(entry)));
        return items;
    }

    private static LayerItem item(LayerEntry entry) {
        if (entry instanceof LayerEntry.RegularFile file) {
            return new LayerItem.File(file.path(), file.size());
        }
        if (entry instanceof LayerEntry.Directory directory) {
            EntryMetadata metadata = directory.metadata();
            return new LayerItem.Directory(
                    directory.path(), metadata.mode() + " " + metadata.userId() + " " + metadata.groupId());
        }
        if (entry instanceof LayerEntry.HardLink link) {
            return new LayerItem.Name(link.path(), link.target());
        }
        if (entry instanceof LayerEntry.Whiteout whiteout) {
            return new LayerItem.Whiteout(whiteout.path());
        }
        if (entry instanceof LayerEntry.Opaque opaque) {
            return new LayerItem.Opaque(opaque.path());
        }
        return new LayerItem.Other(entry.path());
    }
}

package dev.sangja.runtime.archive;

import dev.sangja.runtime.store.Descriptor;
import dev.sangja.runtime.store.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an archive's index names images: several tools, several ways. */
final class ArchiveNames {
    /** What containerd and Docker write: the name with its registry. */
    static final String CONTAINERD = "io.containerd.image.name";
    /** What the OCI image specification has: free text, mostly a tag or a whole name. */
    static final String OCI = "org.opencontainers.image.ref.name";

    private static final String HUB = "docker.io/";
    private static final String LIBRARY = "library/";

    private ArchiveNames() {}

    /** With the registry that a name without any is taken to mean. */
    static String whole(ImageReference name) {
        String repository = name.repository();
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return name.toString();
        }
        return HUB + (slash < 0 ? LIBRARY : "") + name;
    }

    /** What an entry of an index calls its image. A bare tag names nothing. */
    static List<ImageReference> of(Descriptor entry) {
        List<ImageReference> names = new ArrayList<>();
        Map<String, String> annotations = entry.annotations();
        Optional<ImageReference> whole = ImageReference.read(annotations.getOrDefault(CONTAINERD, ""));
        whole.ifPresent(names::add);
        String free = annotations.getOrDefault(OCI, "");
        if (whole.isEmpty() && (free.contains("/") || free.contains(":"))) {
            ImageReference.read(free).ifPresent(names::add);
        }
        return names;
    }
}

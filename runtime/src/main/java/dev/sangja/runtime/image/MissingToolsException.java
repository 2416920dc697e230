package dev.sangja.runtime.image;

import java.util.List;
import java.util.stream.Collectors;

/** The host lacks programs that the images are made of. The message names the packages that would bring them. */
public final class MissingToolsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<MissingTool> missing;

    public MissingToolsException(List<MissingTool> missing) {
        super("missing on this host: "
                + missing.stream()
                        .filter(MissingTool::essential)
                        .map(tool -> tool.tool() + " (package " + tool.debianPackage() + ")")
                        .collect(Collectors.joining(", ")));
        this.missing = List.copyOf(missing);
    }

    /** All that is missing, essential or not. */
    public List<MissingTool> missing() {
        return missing;
    }
}

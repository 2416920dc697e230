package dev.sangja.runtime.docker.option;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.MountSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code -v} and {@code --tmpfs} take. */
public final class Volumes {
    private static final Set<String> MODES =
            Set.of("ro", "rw", "z", "Z", "rprivate", "private", "rshared", "shared", "rslave", "slave", "nocopy", "");

    private Volumes() {}

    /**
     * Reads {@code [source:]target[:mode]}; a source that is a path is a bind mount, any other one a volume's name.
     *
     * @param workingDirectory what a source that begins with a dot is relative to
     * @throws OptionException for what the client refuses
     * @throws InvalidParameter for what the engine refuses
     */
    public static MountSpec volume(String text, String workingDirectory) {
        if (text.isEmpty()) {
            throw new OptionException("invalid empty volume spec");
        }
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() > 1 && parts.stream().anyMatch(String::isEmpty)) {
            throw new OptionException("invalid spec: " + text + ": empty section between colons");
        }
        if (parts.size() > 3) {
            throw new InvalidParameter("invalid volume specification: '" + text + "'");
        }
        if (parts.size() == 1) {
            return new MountSpec.Volume(Optional.empty(), absolute(parts.get(0), text), false);
        }
        boolean readOnly = parts.size() == 3 && readOnly(parts.get(2));
        String target = absolute(parts.get(1), text);
        String source = parts.get(0);
        if (source.startsWith("/") || source.startsWith(".")) {
            return new MountSpec.Bind(Paths.resolve(workingDirectory, source), target, readOnly, true);
        }
        return new MountSpec.Volume(Optional.of(source), target, readOnly);
    }

    /** Reads {@code target[:options]}. */
    public static MountSpec tmpfs(String text) {
        int colon = text.indexOf(':');
        String target = colon < 0 ? text : text.substring(0, colon);
        String options = colon < 0 ? "" : text.substring(colon + 1);
        return new MountSpec.Tmpfs(
                target, options, List.of(options.split(",", -1)).contains("ro"));
    }

    private static boolean readOnly(String mode) {
        for (String word : mode.split(",", -1)) {
            if (!MODES.contains(word)) {
                throw new InvalidParameter("invalid mode: " + mode);
            }
        }
        return List.of(mode.split(",", -1)).contains("ro");
    }

    private static String absolute(String target, String text) {
        if (!target.startsWith("/")) {
            throw new InvalidParameter("invalid volume specification: '" + text
                    + "': invalid mount config for type \"bind\": invalid mount path: '" + target
                    + "' mount path must be absolute");
        }
        return Paths.clean(target);
    }
}

package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Something mounted over a path of a container's root. Targets are absolute paths inside it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MountSpec.Bind.class, name = "bind"),
    @JsonSubTypes.Type(value = MountSpec.Volume.class, name = "volume"),
    @JsonSubTypes.Type(value = MountSpec.Tmpfs.class, name = "tmpfs"),
})
public sealed interface MountSpec {
    String target();

    boolean readOnly();

    /**
     * A file or directory of the workbench.
     *
     * @param source its absolute path there
     * @param createSource whether a missing source becomes an empty directory ({@code -v}) or a problem
     *     ({@code --mount})
     */
    record Bind(String source, String target, boolean readOnly, boolean createSource) implements MountSpec {
        public Bind {
            requireNonNull(source, "source");
            requireNonNull(target, "target");
        }
    }

    /** A volume of the engine; without a name it is the container's own and goes with it. */
    record Volume(Optional<String> name, String target, boolean readOnly) implements MountSpec {
        public Volume {
            requireNonNull(name, "name");
            requireNonNull(target, "target");
        }
    }

    /**
     * Memory that is gone with the container.
     *
     * @param options tmpfs(5) options by comma, such as {@code size=1m,mode=1777}; may be empty
     */
    record Tmpfs(String target, String options, boolean readOnly) implements MountSpec {
        public Tmpfs {
            requireNonNull(target, "target");
            requireNonNull(options, "options");
        }
    }
}

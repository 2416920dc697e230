package dev.sangja.runtime.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine can do with volumes, on behalf of one command. Throws a
 * {@link dev.sangja.runtime.container.ContainerProblem} for what cannot be done. Safe for use by several threads.
 */
public interface VolumeOperations {
    /** Every volume by name. */
    List<VolumeRecord> volumes();

    /** The volume of that name. */
    VolumeRecord volume(String name);

    /** Makes a volume; one of that name that is there already is returned as it is. Without a name it is anonymous. */
    VolumeRecord create(Optional<String> name, Map<String, String> labels);

    /** Removes a volume that no container has. */
    void remove(String name);

    /** The names of those that containers have, whether they run or not. */
    Set<String> used();

    /** Where its files lie. */
    Path directory(VolumeRecord volume);

    /** The size of its files, in bytes. */
    long bytes(VolumeRecord volume);
}

package dev.sangja.runtime.probe;

import java.util.List;

/**
 * A volume.
 *
 * @param anonymous whether it was made for a container that named none
 * @param bytes size of its files
 * @param users names of the containers that have it, whether they run or not
 */
public record VolumeFact(String name, boolean anonymous, long bytes, List<String> users) {
    public VolumeFact {
        users = List.copyOf(users);
    }
}

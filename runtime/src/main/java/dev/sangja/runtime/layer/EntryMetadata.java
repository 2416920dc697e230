package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an entry of a layer carries besides its content.
 *
 * @param mode permission bits with set-id and sticky bits, as in chmod(2)
 * @param userId its owner, as the machine counts it
 * @param groupId its group, as the machine counts it
 * @param modified its modification time
 * @param attributes its extended attributes by full name, {@code user.mime}; values are bytes and not copied
 */
public record EntryMetadata(int mode, int userId, int groupId, Instant modified, Map<String, byte[]> attributes) {
    public EntryMetadata {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode has bits beyond 07777: 0" + Integer.toOctalString(mode));
        }
        if (userId < 0 || groupId < 0) {
            throw new IllegalArgumentException("negative owner: " + userId + ":" + groupId);
        }
        requireNonNull(modified, "modified");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Owned by root, without extended attributes. */
    public static EntryMetadata ofRoot(int mode, Instant modified) {
        return new EntryMetadata(mode, 0, 0, modified, Map.of());
    }
}

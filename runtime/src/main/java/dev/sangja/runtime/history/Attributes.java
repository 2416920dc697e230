package dev.sangja.runtime.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file carries besides its content.
 *
 * @param mode permission bits with set-id and sticky bits
 * @param userId its owner, as the machine counts ids
 * @param groupId its group
 * @param modified its modification time
 * @param extended its extended attributes by full name; the bytes of a value as ISO 8859-1
 */
record Attributes(int mode, int userId, int groupId, Instant modified, Map<String, String> extended) {
    Attributes {
        extended = Collections.unmodifiableMap(new TreeMap<>(extended));
    }
}

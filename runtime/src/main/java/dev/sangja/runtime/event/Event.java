package dev.sangja.runtime.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that happened.
 *
 * @param action in Docker's words, such as {@code start} or {@code health_status: healthy}
 * @param actor the id of what it happened to
 * @param attributes what else is known of the actor, by rising name
 */
public record Event(Instant at, Kind kind, String action, String actor, Map<String, String> attributes) {
    /** What things happen to. */
    public enum Kind {
        CONTAINER,
        IMAGE,
        NETWORK,
        VOLUME;

        /** As it is shown and filtered by. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Event {
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(action, "action");
        requireNonNull(actor, "actor");
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}

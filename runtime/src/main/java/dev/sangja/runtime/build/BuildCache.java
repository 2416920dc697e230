package dev.sangja.runtime.build;

import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Layer;
import java.time.Instant;
import java.util.Optional;

/** Remembers what steps came to, by the digest of all that they depend on. Safe for use by several threads. */
public interface BuildCache {
    /**
     * A result.
     *
     * @param created when the step was carried out
     * @param layer what it left; empty if it only changed settings
     */
    record Entry(Instant created, Optional<Layer> layer) {}

    /** What is known. */
    Optional<Entry> find(Digest key);

    /** Remembers a result. */
    void put(Digest key, Entry entry);

    /** Remembers nothing. */
    static BuildCache none() {
        return new BuildCache() {
            @Override
            public Optional<Entry> find(Digest key) {
                return Optional.empty();
            }

            @Override
            public void put(Digest key, Entry entry) {
                // Nobody asks.
            }
        };
    }
}

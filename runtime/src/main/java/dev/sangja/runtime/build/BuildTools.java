package dev.sangja.runtime.build;

import static java.util.Objects.requireNonNull;

/**
 * What a build works with.
 *
 * @param store where images are
 * @param cache what steps came to before
 * @param runner what runs commands
 * @param progress who is told
 * @param origin when the run began, on {@link System#nanoTime()}
 */
public record BuildTools(
        BuildStore store, BuildCache cache, CommandRunner runner, BuildProgress progress, long origin) {
    public BuildTools {
        requireNonNull(store, "store");
        requireNonNull(cache, "cache");
        requireNonNull(runner, "runner");
        requireNonNull(progress, "progress");
    }
}

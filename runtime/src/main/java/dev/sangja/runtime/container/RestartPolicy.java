package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

/**
 * What happens when a container's process ends by itself.
 *
 * @param name {@code no}, {@code always}, {@code on-failure} or {@code unless-stopped}; {@link SpecRules} says so
 * @param maximumRetries for {@code on-failure}, 0 for no bound
 */
public record RestartPolicy(String name, int maximumRetries) {
    public static final RestartPolicy NO = new RestartPolicy("no", 0);

    public RestartPolicy {
        requireNonNull(name, "name");
    }
}

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

    /** Whether a container that has ended is started again. */
    public boolean restarts(ContainerState ended) {
        if (ended.stopRequested()) {
            return false;
        }
        return switch (name) {
            case "always", "unless-stopped" -> true;
            case "on-failure" ->
                ended.exitCode() != 0 && (maximumRetries == 0 || ended.restartCount() < maximumRetries);
            default -> false;
        };
    }

    /** Whether a container that had been started is started again with its machine. */
    public boolean resumes(ContainerState ended) {
        return ended.startedAt().isPresent()
                && (name.equals("always") || (name.equals("unless-stopped") && !ended.stopRequested()));
    }
}

package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a container may do.
 *
 * @param capabilitiesAdded names such as {@code CAP_NET_ADMIN} or {@code ALL}, in upper case with their prefix
 * @param capabilitiesDropped likewise; added ones win over {@code ALL} dropped
 * @param seccomp its filter
 * @param noNewPrivileges whether it was asked for by name; the engine's default sets it anyway
 * @param readOnlyRoot whether its root is mounted read-only
 */
public record SecuritySpec(
        List<String> capabilitiesAdded,
        List<String> capabilitiesDropped,
        SeccompChoice seccomp,
        boolean noNewPrivileges,
        boolean readOnlyRoot) {
    public static final SecuritySpec DEFAULT =
            new SecuritySpec(List.of(), List.of(), new SeccompChoice.Default(), false, false);

    public SecuritySpec {
        capabilitiesAdded = List.copyOf(capabilitiesAdded);
        capabilitiesDropped = List.copyOf(capabilitiesDropped);
        requireNonNull(seccomp, "seccomp");
    }
}

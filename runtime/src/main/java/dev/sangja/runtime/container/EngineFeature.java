package dev.sangja.runtime.container;

/** Something that a specification can ask for and that an engine may keep in mind without acting on it. */
public enum EngineFeature {
    /** Ports of the lab host that lead into containers. */
    PUBLISHED_PORTS,
    /** Starting a container again by itself. */
    RESTART_POLICIES,
    /** Asking a container for its health. */
    HEALTH_CHECKS
}

package dev.sangja.runtime.container;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a container is in its life. */
public enum ContainerStatus {
    /** Made and never started. */
    CREATED,
    /** Process 1 is alive. */
    RUNNING,
    /** Process 1 is alive and every process is held. */
    PAUSED,
    /** Process 1 has ended and the engine is about to start another. */
    RESTARTING,
    /** Its layer is being deleted. */
    REMOVING,
    /** Process 1 has ended. */
    EXITED,
    /** It could not be deleted whole. */
    DEAD;

    /** As it is shown and filtered by. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

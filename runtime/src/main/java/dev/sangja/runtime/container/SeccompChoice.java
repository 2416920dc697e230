package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which system calls a container may make. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SeccompChoice.Default.class, name = "default"),
    @JsonSubTypes.Type(value = SeccompChoice.Unconfined.class, name = "unconfined"),
    @JsonSubTypes.Type(value = SeccompChoice.Profile.class, name = "profile"),
})
public sealed interface SeccompChoice {
    /** The engine's own profile. */
    record Default() implements SeccompChoice {}

    /** No filter of the container's own; the machine's stays. */
    record Unconfined() implements SeccompChoice {}

    /** A profile in the OCI runtime specification's JSON, as it was read from the learner's file; not yet checked. */
    record Profile(String json) implements SeccompChoice {
        public Profile {
            requireNonNull(json, "json");
        }
    }
}

package dev.sangja.runtime.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a system call came out. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Unfinished.class, name = "unfinished"),
})
public sealed interface Outcome {
    /** The outcome as strace(1) would print it after the equals sign. */
    String render();

    /** The call returned this value. */
    record Returned(long value) implements Outcome {
        @Override
        public String render() {
            return Long.toString(value);
        }
    }

    /**
     * The call failed.
     *
     * @param errno the error's number on this architecture
     * @param name its name in errno(3), such as {@code EPERM}
     * @param message its English text in strerror(3), such as {@code Operation not permitted}
     */
    record Failed(int errno, String name, String message) implements Outcome {
        public Failed {
            requireNonNull(name, "name");
            requireNonNull(message, "message");
        }

        @Override
        public String render() {
            return "-1 " + name + " (" + message + ")";
        }
    }

    /** The call never came back: its process ended inside it, or was still waiting when the journal closed. */
    record Unfinished() implements Outcome {
        @Override
        public String render() {
            return "?";
        }
    }
}

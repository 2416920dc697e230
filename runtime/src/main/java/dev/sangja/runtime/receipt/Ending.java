package dev.sangja.runtime.receipt;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a run ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Ending.Exited.class, name = "exited"),
    @JsonSubTypes.Type(value = Ending.Interrupted.class, name = "interrupted"),
    @JsonSubTypes.Type(value = Ending.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = Ending.MachineGone.class, name = "machineGone"),
})
public sealed interface Ending {
    /** The last command's exit code; 128 plus the signal's number if a signal ended it. */
    record Exited(int code) implements Ending {}

    /** The learner stopped it. */
    record Interrupted(int code) implements Ending {}

    /** A limit stopped it: {@code time}, {@code output}, {@code disk} or {@code processes}. */
    record Stopped(String limit, int code) implements Ending {}

    /** The machine ended under it. */
    record MachineGone(String cause) implements Ending {}
}

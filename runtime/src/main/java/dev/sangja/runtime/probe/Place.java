package dev.sangja.runtime.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where in a machine something is looked up or run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Place.Workbench.class, name = "workbench"),
    @JsonSubTypes.Type(value = Place.InContainer.class, name = "container"),
    @JsonSubTypes.Type(value = Place.OfProcess.class, name = "process"),
})
public sealed interface Place {
    /** The learner's workbench: the lab host. */
    record Workbench() implements Place {}

    /** Inside the running container of that name or id. */
    record InContainer(String container) implements Place {}

    /** In all namespaces of the process with that id, as the machine counts it. */
    record OfProcess(int pid) implements Place {}
}

package dev.sangja.runtime.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import java.util.UUID;

/** What an engine says to the server; see {@link EngineRequest}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "say")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = EngineEvent.RunStarted.class, name = "runStarted"),
    @JsonSubTypes.Type(value = EngineEvent.RunOutput.class, name = "runOutput"),
    @JsonSubTypes.Type(value = EngineEvent.RunProgress.class, name = "runProgress"),
    @JsonSubTypes.Type(value = EngineEvent.RunEnded.class, name = "runEnded"),
    @JsonSubTypes.Type(value = EngineEvent.TerminalOutput.class, name = "terminalOutput"),
    @JsonSubTypes.Type(value = EngineEvent.TerminalClosed.class, name = "terminalClosed"),
    @JsonSubTypes.Type(value = EngineEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = EngineEvent.Refused.class, name = "refused"),
})
public sealed interface EngineEvent {
    /** The workbench stands and its shell waits. */
    record Ready(int version) implements EngineEvent {}

    /** The shell has taken the cell. */
    record RunStarted(UUID run) implements EngineEvent {}

    /** A piece of a run's output. */
    record RunOutput(UUID run, OutputStreamName stream, String text) implements EngineEvent {}

    /** How many calls a run has recorded so far. */
    record RunProgress(UUID run, long workloadCalls, long engineCalls) implements EngineEvent {}

    /** A run is over. */
    record RunEnded(UUID run, Receipt receipt) implements EngineEvent {}

    /** What a terminal shows next. */
    record TerminalOutput(UUID terminal, Payload bytes) implements EngineEvent {}

    /** A terminal's shell has ended. */
    record TerminalClosed(UUID terminal) implements EngineEvent {}

    /** The answer to a question. */
    record Answered(long number, JsonNode answer) implements EngineEvent {}

    /** Why a question has no answer: a fact in English, and a {@code HistoryException.Reason} or nothing. */
    record Refused(long number, String reason, String code) implements EngineEvent {}
}

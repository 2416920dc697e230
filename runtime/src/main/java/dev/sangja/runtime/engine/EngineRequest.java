package dev.sangja.runtime.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.probe.Place;
import java.util.List;
import java.util.UUID;

/**
 * What the server says to an engine.
 *
 * <pre>
 * server                          engine
 *   | Configure ------------------&gt; |   once, first
 *   | &lt;------------------------ Ready |   or the engine ends, saying why on its standard error
 *   | RunCell ---------------------&gt; |
 *   | &lt;-- RunStarted, RunOutput …  |
 *   | &lt;--------------------- RunEnded |
 *   | any question (number) -------&gt; |
 *   | &lt;-- Answered | Refused (number) |
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "say")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineRequest.Configure.class, name = "configure"),
    @JsonSubTypes.Type(value = EngineRequest.RunCell.class, name = "runCell"),
    @JsonSubTypes.Type(value = EngineRequest.Interrupt.class, name = "interrupt"),
    @JsonSubTypes.Type(value = EngineRequest.Observe.class, name = "observe"),
    @JsonSubTypes.Type(value = EngineRequest.Probe.class, name = "probe"),
    @JsonSubTypes.Type(value = EngineRequest.Stat.class, name = "stat"),
    @JsonSubTypes.Type(value = EngineRequest.Get.class, name = "get"),
    @JsonSubTypes.Type(value = EngineRequest.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = EngineRequest.WriteFile.class, name = "writeFile"),
    @JsonSubTypes.Type(value = EngineRequest.JournalSince.class, name = "journalSince"),
    @JsonSubTypes.Type(value = EngineRequest.RunContainer.class, name = "runContainer"),
    @JsonSubTypes.Type(value = EngineRequest.OpenTerminal.class, name = "openTerminal"),
    @JsonSubTypes.Type(value = EngineRequest.TypeKeys.class, name = "typeKeys"),
    @JsonSubTypes.Type(value = EngineRequest.ResizeTerminal.class, name = "resizeTerminal"),
    @JsonSubTypes.Type(value = EngineRequest.CloseTerminal.class, name = "closeTerminal"),
})
public sealed interface EngineRequest {
    /** The protocol's version: engines and servers of different versions refuse each other. */
    int VERSION = 1;

    /** The first message: what machine to make. */
    record Configure(int version, EngineConfiguration configuration) implements EngineRequest {}

    /** Runs a cell in the persistent shell, after those that were asked for before. */
    record RunCell(UUID run, String code, TraceLevel level, long timeLimitMillis, long outputLimitBytes)
            implements EngineRequest {}

    /** Interrupts a run. */
    record Interrupt(UUID run) implements EngineRequest {}

    /** A question that is answered with its number. */
    sealed interface Question extends EngineRequest {
        long number();
    }

    /** Answered with a {@code receipt.MachineView}. */
    record Observe(long number) implements Question {}

    /** Answered with a {@code machine.ProbeResult}. */
    record Probe(long number, Place place, List<String> command) implements Question {
        public Probe {
            command = List.copyOf(command);
        }
    }

    /** Answered with a {@code machine.FileFact}, or null. */
    record Stat(long number, Place place, String path) implements Question {}

    /** Answered with a {@code machine.HttpFact}. */
    record Get(long number, Place place, String url) implements Question {}

    /** Answered with a {@code machine.ProbeResult}. */
    record Prepare(long number, String script) implements Question {}

    /** Answered with true. */
    record WriteFile(long number, String path, Payload content, int mode) implements Question {}

    /** Answered with a list of {@code journal.JournalEntry}. */
    record JournalSince(long number, long sequence) implements Question {}

    /** Runs one docker command line, such as {@code run lab/base:1 true}; output and receipt come as those of a run. */
    record RunContainer(UUID run, List<String> arguments, TraceLevel level) implements EngineRequest {
        public RunContainer {
            arguments = List.copyOf(arguments);
        }
    }

    /** Opens a terminal. */
    record OpenTerminal(UUID terminal, int columns, int rows) implements EngineRequest {}

    /** Types into a terminal. */
    record TypeKeys(UUID terminal, Payload keys) implements EngineRequest {}

    /** Tells a terminal its size. */
    record ResizeTerminal(UUID terminal, int columns, int rows) implements EngineRequest {}

    /** Hangs a terminal up. */
    record CloseTerminal(UUID terminal) implements EngineRequest {}
}

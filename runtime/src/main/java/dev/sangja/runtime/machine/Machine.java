package dev.sangja.runtime.machine;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.MachineView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * One learner's machine, as the server holds it.
 *
 * <p>Safe for use by several threads. Every method but {@link #gone} and {@link #close} throws
 * {@link MachineGoneException} once the machine has ended; calls that wait for an answer are bounded by ten seconds and
 * then throw {@link java.io.UncheckedIOException}. Closing it ends every process in it.
 */
public interface Machine extends AutoCloseable {
    UUID id();

    /** Runs a cell; returns at once. Runs of one machine follow each other in the order in which they were asked. */
    void run(RunRequest request, RunListener listener);

    /** Interrupts a run as Ctrl+C would, and ends it by force if it does not stop within two seconds. */
    void interrupt(UUID run);

    /** The machine as it is now. */
    MachineView observe();

    /** Runs a fixed command in a place, outside the learner's shell, leaving nothing behind; at most three seconds. */
    ProbeResult probe(Place place, List<String> command);

    /** What is at that path; empty if nothing is. */
    Optional<FileFact> stat(Place place, String path);

    /** Makes a GET request from inside the place's network namespace; at most three seconds. */
    HttpFact get(Place place, String url);

    /** Runs a script as root of the workbench, unobserved, to build or restore a step's start state. */
    ProbeResult prepare(String script);

    /** Writes a file of the workbench, whole or not at all. */
    void write(String path, byte[] content, Set<PosixFilePermission> permissions);

    /** Opens an interactive shell. */
    Terminal openTerminal(int columns, int rows, TerminalListener listener);

    /**
     * The calls observed outside of runs (terminals, late background processes) since the given one, oldest first; the
     * machine keeps the last 20,000. Their sequence numbers count for themselves, apart from those of runs.
     */
    List<JournalEntry> journalSince(long sequence);

    /** Completes with the cause, a fact in English, when the machine has ended. */
    CompletionStage<String> gone();

    /** Ends the machine and waits until the kernel has taken it back. */
    @Override
    void close();
}

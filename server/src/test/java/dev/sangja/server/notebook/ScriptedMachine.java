package dev.sangja.server.notebook;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.machine.RunListener;
import dev.sangja.runtime.machine.RunRequest;
import dev.sangja.runtime.machine.Terminal;
import dev.sangja.runtime.machine.TerminalListener;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.server.store.ReceiptFixture;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A machine for tests of what uses machines: it runs nothing, and the test says what happens in it. */
public final class ScriptedMachine implements Machine {
    private final UUID id = UUID.randomUUID();
    private final CompletableFuture<String> gone = new CompletableFuture<>();
    private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
    private final BlockingQueue<Screen> screens = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> prepared = new LinkedBlockingQueue<>();

    /** A cell that the machine was asked to run; the test plays it. */
    public record Run(RunRequest request, RunListener listener) {
        /** Lets it start, print and end. */
        public void play(String output, int exitCode) {
            listener.started();
            listener.output(OutputStreamName.STDOUT, output);
            end(exitCode);
        }

        public void end(int exitCode) {
            listener.ended(ReceiptFixture.of(request.run(), new Ending.Exited(exitCode)));
        }
    }

    /** A terminal that was opened; the test shows things on it and sees what was typed. */
    public record Screen(TerminalListener listener, BlockingQueue<String> happened) implements Terminal {
        @Override
        public void type(byte[] keys) {
            happened.add("type " + new String(keys, java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void resize(int columns, int rows) {
            happened.add("resize " + columns + "x" + rows);
        }

        @Override
        public void close() {
            happened.add("close");
        }

        public String next() throws InterruptedException {
            return Optional.ofNullable(happened.poll(10, TimeUnit.SECONDS)).orElse("nothing happened");
        }
    }

    /** The next cell that it was asked to run. */
    public Run nextRun() throws InterruptedException {
        return Optional.ofNullable(runs.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    public Screen nextScreen() throws InterruptedException {
        return Optional.ofNullable(screens.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    public UUID nextInterrupted() throws InterruptedException {
        return UUID.fromString(
                Optional.ofNullable(interrupted.poll(10, TimeUnit.SECONDS)).orElseThrow());
    }

    /** The scripts that built start states, oldest first. */
    public List<String> prepared() {
        return List.copyOf(prepared);
    }

    /** Ends as if by itself. */
    public void die(String cause) {
        gone.complete(cause);
    }

    public boolean ended() {
        return gone.isDone();
    }

    private void alive() {
        if (gone.isDone()) {
            throw new MachineGoneException(gone.join());
        }
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public void run(RunRequest request, RunListener listener) {
        alive();
        runs.add(new Run(request, listener));
    }

    @Override
    public void interrupt(UUID run) {
        alive();
        interrupted.add(run.toString());
    }

    @Override
    public MachineView observe() {
        alive();
        return ReceiptFixture.of(id, new Ending.Exited(0)).after();
    }

    @Override
    public ProbeResult probe(Place place, List<String> command) {
        alive();
        return new ProbeResult(127, "");
    }

    @Override
    public Optional<FileFact> stat(Place place, String path) {
        alive();
        return Optional.empty();
    }

    @Override
    public HttpFact get(Place place, String url) {
        alive();
        return new HttpFact(0, java.util.Map.of(), "", "connection refused");
    }

    @Override
    public ProbeResult prepare(String script) {
        alive();
        prepared.add(script);
        return new ProbeResult(0, "");
    }

    @Override
    public void write(String path, byte[] content, Set<PosixFilePermission> permissions) {
        alive();
    }

    @Override
    public Terminal openTerminal(int columns, int rows, TerminalListener listener) {
        alive();
        Screen screen = new Screen(listener, new LinkedBlockingQueue<>());
        screen.resize(columns, rows);
        screens.add(screen);
        return screen;
    }

    @Override
    public List<JournalEntry> journalSince(long sequence) {
        alive();
        return List.of();
    }

    @Override
    public CompletionStage<String> gone() {
        return gone;
    }

    @Override
    public void close() {
        gone.complete("it was closed");
    }
}

package dev.sangja.runtime.machine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.engine.EngineConfiguration;
import dev.sangja.runtime.engine.EngineEvent;
import dev.sangja.runtime.engine.EngineRequest;
import dev.sangja.runtime.engine.Payload;
import dev.sangja.runtime.engine.Wire;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;

/** A machine, spoken to over its engine's pipes. One thread reads what the engine says and hands it on. */
final class EngineConnection implements Machine {
    private static final long LONGEST_ANSWER_SECONDS = 10;
    private static final long LONGEST_START_SECONDS = 20;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(30);
    private static final int MOST_COMPLAINT = 4096;

    private final UUID id;
    private final Process process;
    private final Runnable takeBack;
    private final Wire wire;
    private final ObjectMapper mapper = Wire.mapper();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> questions = new ConcurrentHashMap<>();
    private final Map<UUID, RunListener> runs = new ConcurrentHashMap<>();
    private final Map<UUID, TerminalListener> terminals = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> gone = new CompletableFuture<>();
    private final AtomicReference<String> complaint = new AtomicReference<>("");

    /** {@code takeBack} is run once the process has ended, before anybody hears of it. */
    EngineConnection(UUID id, Process process, Runnable takeBack) {
        this.id = id;
        this.process = process;
        this.takeBack = takeBack;
        this.wire = new Wire(process.getInputStream(), process.getOutputStream());
        daemon(this::listen, "machine " + id).start();
        daemon(this::overhear, "machine complaints " + id).start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Tells the engine what machine to make and waits until it stands. */
    void configure(EngineConfiguration configuration) {
        try {
            wire.write(new EngineRequest.Configure(EngineRequest.VERSION, configuration));
            CompletableFuture.anyOf(ready, gone).get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException failure) {
            String said = complaint().strip();
            close();
            throw new MachineLaunchException("the engine did not start: " + said, failure);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new MachineLaunchException("interrupted while the engine started", interrupted);
        }
        if (!ready.isDone()) {
            throw new MachineLaunchException("the engine ended while it started: " + gone.join());
        }
    }

    private void listen() {
        String cause = "the engine closed its pipe";
        try {
            Optional<EngineEvent> event = wire.read(EngineEvent.class);
            while (event.isPresent()) {
                hear(event.get());
                event = wire.read(EngineEvent.class);
            }
        } catch (IOException failure) {
            cause = "the engine's pipe broke: " + failure.getMessage();
        }
        end(cause);
    }

    private void hear(EngineEvent event) {
        if (event instanceof EngineEvent.Ready) {
            ready.complete(null);
        } else if (event instanceof EngineEvent.RunStarted started) {
            run(started.run()).ifPresent(RunListener::started);
        } else if (event instanceof EngineEvent.RunOutput output) {
            run(output.run()).ifPresent(listener -> listener.output(output.stream(), output.text()));
        } else if (event instanceof EngineEvent.RunProgress progress) {
            run(progress.run())
                    .ifPresent(listener -> listener.progress(progress.workloadCalls(), progress.engineCalls()));
        } else if (event instanceof EngineEvent.RunEnded ended) {
            Optional.ofNullable(runs.remove(ended.run())).ifPresent(listener -> listener.ended(ended.receipt()));
        } else if (event instanceof EngineEvent.TerminalOutput output) {
            Optional.ofNullable(terminals.get(output.terminal()))
                    .ifPresent(listener -> listener.output(output.bytes().bytes()));
        } else if (event instanceof EngineEvent.TerminalClosed closed) {
            Optional.ofNullable(terminals.remove(closed.terminal())).ifPresent(TerminalListener::closed);
        } else if (event instanceof EngineEvent.Answered answered) {
            Optional.ofNullable(questions.remove(answered.number()))
                    .ifPresent(question -> question.complete(answered.answer()));
        } else if (event instanceof EngineEvent.Refused refused) {
            Optional.ofNullable(questions.remove(refused.number()))
                    .ifPresent(question -> question.completeExceptionally(
                            new UncheckedIOException(new IOException(refused.reason()))));
        }
    }

    private Optional<RunListener> run(UUID run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** Keeps the first part of what the engine, or a tool before it, writes to standard error. */
    private void overhear() {
        byte[] buffer = new byte[1024];
        try (var errors = process.getErrorStream()) {
            int length;
            while ((length = errors.read(buffer)) > 0) {
                if (complaint().length() < MOST_COMPLAINT) {
                    String piece = new String(buffer, 0, length, StandardCharsets.UTF_8);
                    complaint.accumulateAndGet(piece, String::concat);
                }
            }
        } catch (IOException ended) {
            // The process is gone; what it said until then is kept.
        }
    }

    private String complaint() {
        return Optional.ofNullable(complaint.get()).orElse("");
    }

    private void end(String cause) {
        String code = "";
        try {
            process.destroyForcibly();
            code = " (exit code " + process.waitFor() + ")";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        takeBack.run();
        String said = complaint().strip();
        String whole = cause + code + (said.isEmpty() ? "" : ": " + said);
        gone.complete(whole);
        questions.values().forEach(question -> question.completeExceptionally(new MachineGoneException(whole)));
        questions.clear();
        terminals.values().forEach(TerminalListener::closed);
        terminals.clear();
    }

    private void say(EngineRequest request) {
        if (gone.isDone()) {
            throw new MachineGoneException(gone.join());
        }
        try {
            wire.write(request);
        } catch (IOException failure) {
            throw new MachineGoneException("the engine's pipe broke: " + failure.getMessage());
        }
    }

    private JsonNode ask(LongFunction<EngineRequest.Question> question) {
        long number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        questions.put(number, answer);
        try {
            say(question.apply(number));
            return answer.orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new UncheckedIOException(new IOException(
                    "the machine did not answer within " + LONGEST_ANSWER_SECONDS + " s", failure.getCause()));
        } finally {
            questions.remove(number);
        }
    }

    private <T> T ask(Class<T> type, LongFunction<EngineRequest.Question> question) {
        return mapper.convertValue(ask(question), type);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public void run(RunRequest request, RunListener listener) {
        runs.put(request.run(), listener);
        try {
            say(new EngineRequest.RunCell(
                    request.run(),
                    request.code(),
                    request.level(),
                    request.timeLimit().toMillis(),
                    request.outputLimitBytes()));
        } catch (MachineGoneException failure) {
            runs.remove(request.run());
            throw failure;
        }
    }

    @Override
    public void interrupt(UUID run) {
        say(new EngineRequest.Interrupt(run));
    }

    @Override
    public MachineView observe() {
        return ask(MachineView.class, EngineRequest.Observe::new);
    }

    @Override
    public ProbeResult probe(Place place, List<String> command) {
        return ask(ProbeResult.class, number -> new EngineRequest.Probe(number, place, command));
    }

    @Override
    public Optional<FileFact> stat(Place place, String path) {
        JsonNode answer = ask(number -> new EngineRequest.Stat(number, place, path));
        return answer.isNull() ? Optional.empty() : Optional.of(mapper.convertValue(answer, FileFact.class));
    }

    @Override
    public HttpFact get(Place place, String url) {
        return ask(HttpFact.class, number -> new EngineRequest.Get(number, place, url));
    }

    @Override
    public ProbeResult prepare(String script) {
        return ask(ProbeResult.class, number -> new EngineRequest.Prepare(number, script));
    }

    @Override
    public void write(String path, byte[] content, Set<PosixFilePermission> permissions) {
        int mode = 0;
        String letters = PosixFilePermissions.toString(permissions);
        for (int index = 0; index < letters.length(); index++) {
            mode = (mode << 1) | (letters.charAt(index) == '-' ? 0 : 1);
        }
        int bits = mode;
        ask(Boolean.class, number -> new EngineRequest.WriteFile(number, path, Payload.of(content), bits));
    }

    @Override
    public Terminal openTerminal(int columns, int rows, TerminalListener listener) {
        UUID terminal = UUID.randomUUID();
        terminals.put(terminal, listener);
        say(new EngineRequest.OpenTerminal(terminal, columns, rows));
        return new Terminal() {
            @Override
            public void type(byte[] keys) {
                say(new EngineRequest.TypeKeys(terminal, Payload.of(keys)));
            }

            @Override
            public void resize(int width, int height) {
                say(new EngineRequest.ResizeTerminal(terminal, width, height));
            }

            @Override
            public void close() {
                if (terminals.containsKey(terminal) && !gone.isDone()) {
                    say(new EngineRequest.CloseTerminal(terminal));
                }
            }
        };
    }

    @Override
    public List<JournalEntry> journalSince(long sequence) {
        return mapper.convertValue(
                ask(number -> new EngineRequest.JournalSince(number, sequence)),
                new TypeReference<List<JournalEntry>>() {});
    }

    /**
     * Runs one cell, then lets the engine end of its own accord instead of taking it down, so that the Java runtime
     * does what it does at an exit. An engine that does not end in time is taken down.
     */
    void liveThrough(String code) {
        CompletableFuture<Receipt> ended = new CompletableFuture<>();
        run(new RunRequest(UUID.randomUUID(), code, TraceLevel.EVERYTHING, LONGEST_LIFE, 1 << 20), new RunListener() {
            @Override
            public void started() {}

            @Override
            public void output(OutputStreamName stream, String text) {}

            @Override
            public void progress(long workloadCalls, long engineCalls) {}

            @Override
            public void ended(Receipt receipt) {
                ended.complete(receipt);
            }
        });
        try {
            CompletableFuture.anyOf(ended, gone).get(LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS);
            observe();
            process.getOutputStream().close();
            gone.get(LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException | MachineGoneException failure) {
            throw new MachineLaunchException("the engine did not live through its rehearsal: " + complaint(), failure);
        } finally {
            close();
        }
    }

    @Override
    public CompletionStage<String> gone() {
        return gone;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The engine went first.
        }
        process.destroyForcibly();
        try {
            gone.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            // The kernel has not let go of a process yet; nothing here can hurry it.
        }
    }
}

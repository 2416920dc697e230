package dev.sangja.runtime.machine;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real machine in a test: runs cells and waits for them. */
record LiveMachine(Machine machine, Path files) implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final long OUTPUT_LIMIT = 1 << 20;

    /** What came of a cell. */
    record Outcome(Receipt receipt, String output) {}

    /** A cell under way. */
    record Running(UUID run, CompletableFuture<Outcome> end) {
        Outcome await() throws InterruptedException {
            try {
                return end.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException failure) {
                throw new AssertionError("the cell did not come to an end", failure);
            }
        }
    }

    Outcome run(String code) throws InterruptedException {
        return start(code, TIME_LIMIT).await();
    }

    Outcome run(String code, Duration timeLimit) throws InterruptedException {
        return start(code, timeLimit).await();
    }

    Running start(String code, Duration timeLimit) {
        UUID run = UUID.randomUUID();
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        StringBuilder output = new StringBuilder();
        machine.gone().thenAccept(cause -> end.completeExceptionally(new MachineGoneException(cause)));
        machine.run(new RunRequest(run, code, TraceLevel.HIGHLIGHTS, timeLimit, OUTPUT_LIMIT), new RunListener() {
            @Override
            public void started() {
                // The end is what tests wait for.
            }

            @Override
            public void output(OutputStreamName stream, String text) {
                output.append(text);
            }

            @Override
            public void progress(long workloadCalls, long engineCalls) {
                // Not looked at.
            }

            @Override
            public void ended(Receipt receipt) {
                end.complete(new Outcome(receipt, output.toString()));
            }
        });
        return new Running(run, end);
    }

    @Override
    public void close() {
        machine.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.sangja.server.bench;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.machine.RunListener;
import dev.sangja.runtime.machine.RunRequest;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Runs cells in a machine and waits for their ends. For one thread; closing it ends the machine. */
final class Lab implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long OUTPUT_LIMIT = 1 << 20;

    private final Machine machine;

    Lab(Machine machine) {
        this.machine = machine;
    }

    /**
     * What a cell did.
     *
     * @param output what it wrote to its standard output
     */
    record Done(String output, Receipt receipt) {
        /** The milliseconds between the two values of EPOCHREALTIME that the cell wrote on its last line. */
        double measured() {
            String[] lines = output.strip().split("\n", -1);
            String[] times = lines[lines.length - 1].split(" ", -1);
            if (times.length != 2) {
                throw new BenchException("the cell printed no times: " + output.strip());
            }
            return (Double.parseDouble(times[1]) - Double.parseDouble(times[0])) * 1000;
        }
    }

    /** Runs a command and takes the time in the cell's own shell. */
    Done time(String command, TraceLevel level) {
        return run(
                "from=$EPOCHREALTIME\n" + command + "\ncode=$? to=$EPOCHREALTIME\necho \"$from $to\"\n(exit $code)",
                level);
    }

    /**
     * Runs a cell.
     *
     * @throws BenchException if it did not end with 0
     */
    Done run(String code, TraceLevel level) {
        Queue<String> output = new ConcurrentLinkedQueue<>();
        Queue<String> complaint = new ConcurrentLinkedQueue<>();
        CompletableFuture<Receipt> end = new CompletableFuture<>();
        machine.gone().thenAccept(cause -> end.completeExceptionally(new MachineGoneException(cause)));
        machine.run(new RunRequest(UUID.randomUUID(), code, level, LIMIT, OUTPUT_LIMIT), new RunListener() {
            @Override
            public void started() {
                // Its end is waited for.
            }

            @Override
            public void output(OutputStreamName stream, String text) {
                (stream == OutputStreamName.STDOUT ? output : complaint).add(text);
            }

            @Override
            public void progress(long workloadCalls, long engineCalls) {
                // The receipt tells them.
            }

            @Override
            public void ended(Receipt receipt) {
                end.complete(receipt);
            }
        });
        Receipt receipt;
        try {
            receipt = end.orTimeout(2 * LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            throw new BenchException("a cell did not end: " + failure.getMessage(), failure);
        }
        if (!receipt.ending().equals(new Ending.Exited(0))) {
            String said = String.join("", complaint);
            throw new BenchException("\"" + code + "\" ended with " + receipt.ending() + ": " + said);
        }
        return new Done(String.join("", output), receipt);
    }

    @Override
    public void close() {
        machine.close();
    }
}

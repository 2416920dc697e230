package dev.sangja.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.machine.RunListener;
import dev.sangja.runtime.machine.RunRequest;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * {@code run}: one container in a machine of its own, and its receipt. The container's output is the command's own;
 * with {@code --json} it goes to the error stream, and the receipt alone to the output.
 */
final class RunCommand implements Command {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final long OUTPUT_LIMIT = 64L << 20;
    private static final Map<String, TraceLevel> LEVELS = Map.of(
            "off", TraceLevel.OFF,
            "highlights", TraceLevel.HIGHLIGHTS,
            "everything", TraceLevel.EVERYTHING);
    private static final int FAILED = 125;

    private final Map<String, String> environment;

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> words, Console console) throws Exception {
        Arguments arguments = Arguments.parse(words, Set.of("--trace"), Set.of("--json"));
        TraceLevel level = level(arguments.value("--trace").orElse("highlights"));
        String image = arguments
                .onlyOperand()
                .orElseThrow(() -> new UsageException("이미지 이름이 빠졌습니다", "the name of an image is missing"));
        List<String> command = arguments.rest().orElse(List.of());
        boolean json = arguments.has("--json");
        UUID learner = UUID.randomUUID();
        ProductMachines machines =
                ProductMachines.open(Settings.standardData(environment), ProductMachines.Purpose.RUNS);
        try (Machine machine = machines.take(learner)) {
            // The engine introduces itself once a machine; here nobody needs to be told.
            machine.prepare("docker version >/dev/null 2>&1");
            Receipt receipt =
                    container(machine, line(image, command), level, json ? console.error() : console.out(), console);
            if (json) {
                console.out().println(document(receipt));
            } else {
                new ReceiptPrinter(console).print(receipt);
            }
            return exitCode(receipt.ending());
        } catch (MachineGoneException gone) {
            console.warn("머신이 사라졌습니다: " + gone.getMessage(), "The machine is gone: " + gone.getMessage());
            return FAILED;
        } finally {
            machines.erase(learner);
            machines.close();
        }
    }

    private static TraceLevel level(String name) {
        return Optional.ofNullable(LEVELS.get(name))
                .orElseThrow(() -> new UsageException(
                        "--trace에는 off, highlights, everything 중 하나가 옵니다: " + name,
                        "--trace takes off, highlights or everything: " + name));
    }

    /** The command line as the workbench's shell reads it; every word arrives as it was given. */
    private static String line(String image, List<String> command) {
        String words = command.stream().map(RunCommand::quoted).collect(Collectors.joining(" "));
        return "docker run --rm -- " + quoted(image) + " " + words;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static Receipt container(
            Machine machine, String line, TraceLevel level, PrintStream output, Console console) {
        CompletableFuture<Receipt> end = new CompletableFuture<>();
        machine.gone().thenAccept(cause -> end.completeExceptionally(new MachineGoneException(cause)));
        machine.run(new RunRequest(UUID.randomUUID(), line, level, TIME_LIMIT, OUTPUT_LIMIT), new RunListener() {
            @Override
            public void started() {
                // The container's first output says so.
            }

            @Override
            public void output(OutputStreamName stream, String text) {
                PrintStream target = stream == OutputStreamName.STDOUT ? output : console.error();
                target.print(text);
                target.flush();
            }

            @Override
            public void progress(long workloadCalls, long engineCalls) {
                // The receipt counts them.
            }

            @Override
            public void ended(Receipt receipt) {
                end.complete(receipt);
            }
        });
        try {
            return end.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof MachineGoneException gone) {
                throw gone;
            }
            throw failure;
        }
    }

    private static String document(Receipt receipt) throws JsonProcessingException {
        return Assembly.json().writerWithDefaultPrettyPrinter().writeValueAsString(receipt);
    }

    private static int exitCode(Ending ending) {
        if (ending instanceof Ending.Exited exited) {
            return exited.code();
        }
        if (ending instanceof Ending.Interrupted interrupted) {
            return interrupted.code();
        }
        return ending instanceof Ending.Stopped stopped ? stopped.code() : FAILED;
    }

    /** A duration as people read it. */
    static String milliseconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}

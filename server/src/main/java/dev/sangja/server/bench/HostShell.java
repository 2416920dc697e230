package dev.sangja.server.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A shell of the host that takes the time of commands, so that peers pay what they pay a user: one fork and one exec,
 * without the weight of a Java process. For one thread; whoever started it closes it.
 */
final class HostShell implements AutoCloseable {
    private static final long LONGEST_SECONDS = 30;
    private static final int MOST_COMPLAINT = 300;

    /**
     * On a host with control groups of both versions, the one of version 2, in which there are no controllers. crun
     * refuses to work where it is mounted, so root's shell has a mount namespace of its own, without it.
     */
    private static final Path EMPTY_HIERARCHY = Path.of("/sys/fs/cgroup/unified");

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Path complaints;

    private HostShell(Process process, Path complaints) {
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
        this.complaints = complaints;
    }

    /** Starts one that may write into that directory. */
    static HostShell start(Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        boolean hybrid = Files.exists(EMPTY_HIERARCHY)
                && System.getProperty("user.name", "").equals("root");
        if (hybrid) {
            command.addAll(List.of("unshare", "--mount", "--propagation", "private"));
        }
        command.addAll(List.of("bash", "--noprofile", "--norc"));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("LC_ALL", "C"); // the decimal point of EPOCHREALTIME is the locale's
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        HostShell shell = new HostShell(process, directory.resolve("complaint"));
        if (hybrid) {
            shell.time(List.of("umount", EMPTY_HIERARCHY.toString()));
        }
        return shell;
    }

    /**
     * How long the command took from before its fork to after its end, in milliseconds.
     *
     * @throws BenchException if it ended with another code than 0, or not in time
     */
    double time(List<String> command) {
        String words = command.stream().map(HostShell::quoted).collect(Collectors.joining(" "));
        String line = "from=$EPOCHREALTIME; " + words + " </dev/null >/dev/null 2>" + quoted(complaints.toString())
                + "; code=$?; to=$EPOCHREALTIME; echo $from $to $code\n";
        try {
            commands.write(line);
            commands.flush();
            String answer = CompletableFuture.supplyAsync(this::answer)
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .join();
            String[] parts = answer.split(" ", -1);
            if (parts.length != 3 || !parts[2].equals("0")) {
                throw new BenchException(command.get(0) + " ended with " + parts[parts.length - 1] + complaint());
            }
            return (Double.parseDouble(parts[1]) - Double.parseDouble(parts[0])) * 1000;
        } catch (CompletionException | IOException failure) {
            close();
            throw new BenchException(command.get(0) + " did not end within " + LONGEST_SECONDS + " s", failure);
        }
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the shell has ended");
            }
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String complaint() {
        try {
            String text = Files.readString(complaints).strip().replace('\n', ' ');
            return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), MOST_COMPLAINT));
        } catch (IOException unreadable) {
            return "";
        }
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Ends the shell and what it started. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}

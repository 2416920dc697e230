package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.ProcessView;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs one cell at a time in the persistent shell and bounds it: its time, its output, and what it leaves running.
 * {@link #run} belongs to one thread; {@link #interrupt} may be called from any.
 */
final class CellRunner {
    /** How long an interrupted or stopped cell may take to end before it is ended by force. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    /** How long a cell whose shell is done is waited for until its background processes have settled. */
    private static final long SETTLING_NANOS = 2_000_000_000L;

    private static final int SETTLED_LOOKS = 3;
    private static final int MOST_ROUNDS = 100;
    private static final int LOOK_MILLIS = 10;

    /** How often it is seen whether the machine has gone over a limit that is measured from time to time. */
    private static final int LIMIT_LOOK_MILLIS = 100;

    private final Linux linux;
    private final ProcessTable table;
    private final Supplier<CellShell> shells;
    private final Linux.Pipe wake;
    private volatile Optional<UUID> interrupted = Optional.empty();
    private CellShell shell;

    CellRunner(Linux linux, ProcessTable table, Supplier<CellShell> shells) {
        this.linux = linux;
        this.table = table;
        this.shells = shells;
        this.wake = linux.pipe();
        this.shell = shells.get();
    }

    /** The process id of the shell that will run the next cell. */
    int shellPid() {
        return shell.pid();
    }

    /** Asks that the run be interrupted, now or as soon as it starts. */
    void interrupt(UUID run) {
        interrupted = Optional.of(run);
        linux.write(wake.writeEnd(), new byte[] {1}, 1);
    }

    /** Runs a cell to its end. */
    Ending run(EngineRequest.RunCell request, CellListener listener) {
        Set<Long> before = new HashSet<>();
        table.read(pid -> "").forEach(process -> before.add(Kinship.identity(process)));
        CellShell.Cell cell = shell.submit(request.run().toString(), request.code());
        listener.started();
        Watch watch = new Watch(request, cell, listener, before);
        try {
            return watch.untilEnd();
        } finally {
            linux.close(cell.out());
            linux.close(cell.err());
            shell.forget(cell);
            if (watch.shellEnded) {
                shell.close();
                shell = shells.get();
            }
        }
    }

    /** One cell under way. */
    private final class Watch {
        private final EngineRequest.RunCell request;
        private final CellShell.Cell cell;
        private final CellListener listener;
        private final Set<Long> before;
        private final Utf8Decoder outDecoder = new Utf8Decoder();
        private final Utf8Decoder errDecoder = new Utf8Decoder();
        private final byte[] buffer = new byte[Utf8Decoder.LONGEST_PIECE];
        private final StringBuilder answers = new StringBuilder();
        private final long deadline;
        private long outputBytes;
        private boolean outClosed;
        private boolean errClosed;
        private boolean shellEnded;
        private Optional<Integer> code = Optional.empty();
        private Optional<String> stoppedBy = Optional.empty();
        private boolean wasInterrupted;
        private long forceAt = Long.MAX_VALUE;

        Watch(EngineRequest.RunCell request, CellShell.Cell cell, CellListener listener, Set<Long> before) {
            this.request = request;
            this.cell = cell;
            this.listener = listener;
            this.before = before;
            this.deadline = System.nanoTime() + request.timeLimitMillis() * 1_000_000L;
        }

        Ending untilEnd() {
            while (code.isEmpty()) {
                look(timeout());
                enforce();
            }
            settle();
            flush(OutputStreamName.STDOUT, outDecoder);
            flush(OutputStreamName.STDERR, errDecoder);
            int exit = code.get();
            if (stoppedBy.isPresent()) {
                return new Ending.Stopped(stoppedBy.get(), exit);
            }
            return wasInterrupted ? new Ending.Interrupted(exit) : new Ending.Exited(exit);
        }

        private int timeout() {
            long next = Math.min(deadline, forceAt) - System.nanoTime();
            return (int) Math.max(0, Math.min(next / 1_000_000L + 1, LIMIT_LOOK_MILLIS));
        }

        /** Waits until something happens, and takes what there is. Returns whether there was output. */
        private boolean look(int timeoutMillis) {
            // poll(2) passes over negative descriptors.
            boolean[] ready = linux.awaitReadable(
                    timeoutMillis,
                    outClosed ? -1 : cell.out(),
                    errClosed ? -1 : cell.err(),
                    shell.results(),
                    shellEnded ? -1 : shell.pidfd(),
                    wake.readEnd());
            if (ready[0]) {
                outClosed = !take(cell.out(), OutputStreamName.STDOUT, outDecoder);
            }
            if (ready[1]) {
                errClosed = !take(cell.err(), OutputStreamName.STDERR, errDecoder);
            }
            if (ready[2]) {
                takeAnswers();
            }
            if (ready[3] && code.isEmpty()) {
                shellEnded = true;
                code = Optional.of(listener.shellEnded(shell).shellCode());
            }
            if (ready[4]) {
                linux.read(wake.readEnd(), buffer);
            }
            return ready[0] || ready[1];
        }

        private boolean take(int fd, OutputStreamName stream, Utf8Decoder decoder) {
            int length = linux.read(fd, buffer);
            if (length == 0) {
                return false;
            }
            outputBytes += length;
            if (outputBytes <= request.outputLimitBytes()) {
                listener.output(stream, decoder.decode(buffer, length));
            }
            return true;
        }

        private void flush(OutputStreamName stream, Utf8Decoder decoder) {
            String rest = decoder.end();
            if (!rest.isEmpty()) {
                listener.output(stream, rest);
            }
        }

        private void takeAnswers() {
            int length = linux.read(shell.results(), buffer);
            answers.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
            int end;
            while ((end = answers.indexOf("\n")) >= 0) {
                String[] words = answers.substring(0, end).split(" ", -1);
                answers.delete(0, end + 1);
                if (words.length == 2 && words[0].equals(cell.name()) && words[1].matches("[0-9]{1,3}")) {
                    code = Optional.of(Integer.parseInt(words[1]));
                }
            }
        }

        private void enforce() {
            long now = System.nanoTime();
            if (interrupted.equals(Optional.of(request.run())) && !wasInterrupted) {
                wasInterrupted = true;
                forceAt = Math.min(forceAt, now + GRACE_NANOS);
                shell.interrupt();
            }
            if (stoppedBy.isEmpty() && now >= deadline) {
                stop(timeIsOver(now));
            }
            if (stoppedBy.isEmpty() && outputBytes > request.outputLimitBytes()) {
                stop(tooMuchOutput());
            }
            if (stoppedBy.isEmpty()) {
                listener.exceeded().ifPresent(this::stop);
            }
            if (now >= forceAt && code.isEmpty()) {
                forceAt = now + GRACE_NANOS;
                killOffspring();
                shell.kill();
            }
        }

        private LimitEvent timeIsOver(long now) {
            double limit = request.timeLimitMillis() / 1000.0;
            double ran = limit + (now - deadline) / 1e9;
            return new LimitEvent(
                    "time", "machine", limit, "seconds", "time_seconds", String.format(Locale.ROOT, "%.1f s", ran));
        }

        private LimitEvent tooMuchOutput() {
            return new LimitEvent(
                    "output",
                    "machine",
                    request.outputLimitBytes(),
                    "bytes",
                    "output_bytes",
                    "read(2) = " + outputBytes);
        }

        private void stop(LimitEvent limit) {
            stoppedBy = Optional.of(limit.resource());
            listener.stopped(limit);
            forceAt = System.nanoTime() + GRACE_NANOS / 4;
            shell.interrupt();
            killOffspring();
        }

        /**
         * Ends what the cell started. A fork bomb breeds meanwhile: so it is frozen first, where that can be had, and
         * there are several rounds.
         */
        private void killOffspring() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                listener.freeze();
                try {
                    List<ProcessView> offspring = offspring();
                    offspring.removeIf(process -> process.state().equals("Z"));
                    if (offspring.isEmpty()) {
                        return;
                    }
                    for (ProcessView process : offspring) {
                        kill(process.pid());
                    }
                } finally {
                    listener.thaw();
                }
            }
        }

        private List<ProcessView> offspring() {
            return new Kinship(table.read(listener::containerOf)).offspring(shell.pid(), before);
        }

        private void kill(int pid) {
            try {
                linux.kill(pid, Signals.SIGKILL);
            } catch (SyscallException gone) {
                if (!gone.errno().equals(Errno.ESRCH)) {
                    throw gone;
                }
            }
        }

        /**
         * Waits until what the cell left in the background has come to rest: nothing new on its output, and nobody of
         * it running, in three looks in a row. Processes that have bred until there is no place for more are ended.
         */
        private void settle() {
            long end = System.nanoTime() + SETTLING_NANOS;
            int quiet = 0;
            while (quiet < SETTLED_LOOKS && System.nanoTime() < end) {
                boolean output = look(quiet == 0 ? 0 : LOOK_MILLIS);
                quiet = output || busy() ? 1 : quiet + 1;
                if (stoppedBy.isEmpty() && outputBytes > request.outputLimitBytes()) {
                    stop(tooMuchOutput());
                }
                if (stoppedBy.isEmpty()) {
                    listener.exceeded().ifPresent(this::stop);
                }
            }
            if (stoppedBy.isEmpty()) {
                listener.overrun().ifPresent(this::stop);
            }
        }

        private boolean busy() {
            return offspring().stream().anyMatch(process -> "RDt".contains(process.state()));
        }
    }
}

package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Ptrace;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.linux.TraceStop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes processes, and all their descendants for ever, with ptrace(2).
 *
 * <p>A tracee belongs to one thread, so a tracer is one thread that waits for stops; what others ask of it, it does
 * between two stops. While nothing happens it sleeps in the kernel. When it ends, in whatever way, the kernel kills
 * every tracee.
 *
 * <p>Traced processes cannot themselves be traced by others, nor trace: strace(1) and gdb(1) fail below this.
 *
 * <p>Ends: of the traced processes that are children of this very process (those attached, and orphans that it
 * adopted), the tracer is told the end <em>instead of</em> whoever else waits. So wait for them through the future of
 * {@link #attach}, and let no other thread wait for them or for just any child; see {@link #traces}.
 *
 * <p>Safe for use by several threads.
 */
public final class Tracer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracer.class);
    private static final long PATIENCE_MILLIS = 1;

    private final Map<Attribution, Subject> subjects = new ConcurrentHashMap<>();
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final Ptrace ptrace = new Ptrace();
    private final Follower follower;
    private final Thread thread;
    private volatile int threadId;
    private volatile boolean waiting;
    private volatile boolean closed;

    /** Starts a tracer that tells {@code listener} what it observes. */
    public Tracer(TraceListener listener) {
        follower = new Follower(ptrace, listener);
        CountDownLatch started = new CountDownLatch(1);
        thread = new Thread(
                () -> {
                    threadId = ptrace.threadId();
                    started.countDown();
                    run();
                },
                "tracer");
        thread.setDaemon(true);
        thread.start();
        awaitUninterruptibly(started);
    }

    /**
     * Traces a process that is held before its first exec, from that exec on.
     *
     * @param pid its id in this process's PID namespace
     * @return its end
     * @throws SyscallException if it is gone, or the kernel forbids to trace it
     */
    public CompletableFuture<ExitStatus> attach(int pid, Attribution who) {
        return ask(() -> follower.attach(pid, subject(who)));
    }

    /** Sets how much is recorded of all processes of an attribution from now on; {@link TraceLevel#OFF} at first. */
    public void record(Attribution who, TraceLevel level) {
        Subject subject = subject(who);
        TraceLevel before = subject.exchange(level);
        if (level == TraceLevel.EVERYTHING && before != TraceLevel.EVERYTHING) {
            // Those that run would only notice at their next stop.
            ask(() -> {
                follower.interrupt(subject);
                return subject;
            });
        }
    }

    /** The recorded calls that have not come back yet, of all attributions. */
    public List<JournalEntry> unfinished() {
        return ask(follower::unfinished);
    }

    /**
     * Whether that process is traced at this moment. A thread that reaps orphans must leave such a one to the tracer.
     */
    public boolean traces(int pid) {
        return follower.traces(pid);
    }

    /** Ends the tracer, and with it every process that it traces. */
    @Override
    public void close() {
        closed = true;
        while (thread.isAlive()) {
            nudge();
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Subject subject(Attribution who) {
        return subjects.computeIfAbsent(who, Subject::new);
    }

    private void run() {
        while (!closed) {
            waiting = true;
            if (requests.isEmpty()) {
                waitForStop();
            }
            waiting = false;
            for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
                request.run();
            }
        }
    }

    private void waitForStop() {
        if (follower.isEmpty()) {
            LockSupport.park(this);
            return;
        }
        try {
            Optional<TraceStop> stop = ptrace.await();
            stop.ifPresent(this::handle);
        } catch (SyscallException failure) {
            if (!failure.errno().equals(Errno.ECHILD)) {
                throw failure;
            }
            follower.lostAll();
        }
    }

    private void handle(TraceStop stop) {
        try {
            follower.handle(stop);
        } catch (RuntimeException failure) {
            // The thread must live on: its end would kill every tracee.
            LOG.error(
                    "cannot follow process {} past status 0x{}",
                    stop.pid(),
                    Integer.toHexString(stop.status()),
                    failure);
        }
    }

    /** Has the tracer's thread compute something. */
    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        requests.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        boolean interrupted = false;
        try {
            while (true) {
                if (closed) {
                    throw new IllegalStateException("the tracer is closed");
                }
                nudge();
                try {
                    return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException again) {
                    // The signal may have come just before the thread began to wait.
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    if (failure.getCause() instanceof RuntimeException) {
                        throw (RuntimeException) failure.getCause();
                    }
                    throw new CompletionException(failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Wakes the thread, if it waits: in the kernel for a stop, or without tracees for a request. */
    private void nudge() {
        LockSupport.unpark(thread);
        if (waiting) {
            ptrace.wake(threadId);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

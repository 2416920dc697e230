package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.Health;
import dev.sangja.runtime.container.HealthSpec;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SyscallException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks containers for their health by running a command in them. Safe for use by several threads. */
final class HealthWatch {
    private static final int FAILED = -1;
    private static final int MOST_OUTPUT = 4096; // as dockerd keeps

    private final ContainerWorks works;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "health's patience");
        thread.setDaemon(true);
        return thread;
    });

    HealthWatch(ContainerWorks works) {
        this.works = works;
    }

    /** Asks again and again until the container has ended. */
    void watch(ContainerId id, Live live) {
        Cancellation never = new Cancellation();
        Instant begun = Clock.systemUTC().instant();
        Health health = Health.STARTING;
        while (true) {
            ContainerRecord container = works.register().get(id);
            HealthSpec spec = container.process().health().orElseThrow().effective();
            boolean young = health.status() == Health.Status.STARTING && isYoung(begun, spec);
            if (live.endedWithin(young ? spec.startInterval() : spec.interval(), never)) {
                return;
            }
            try {
                if (works.register().get(id).state().status() == ContainerStatus.PAUSED) {
                    continue;
                }
                Health.Check check = check(container, live, spec);
                if (live.ended().isDone()) {
                    return;
                }
                Health next = health.after(check, !isYoung(begun, spec), spec.retries());
                ContainerRecord now = works.register().apply(id, new ContainerEvent.HealthChecked(next));
                if (next.status() != health.status()) {
                    works.tell("health_status: " + next.status().word(), now);
                }
                health = next;
            } catch (ContainerProblem.NoSuchContainer removed) {
                return;
            }
        }
    }

    private static boolean isYoung(Instant begun, HealthSpec spec) {
        return Clock.systemUTC().instant().isBefore(begun.plus(spec.startPeriod()));
    }

    private Health.Check check(ContainerRecord container, Live live, HealthSpec spec) {
        Instant start = Clock.systemUTC().instant();
        CapturedOutput output = new CapturedOutput(MOST_OUTPUT);
        try {
            ContainerLauncher.Started started = works.launcher()
                    .exec(
                            works.quiet(),
                            container,
                            live.started().pid(),
                            live.started().group(),
                            new ExecSpec(command(spec), List.of(), Optional.empty(), Optional.empty()),
                            Attachment.of(output, false, false));
            int code = await(started, spec.timeout());
            String text =
                    code == FAILED ? "Health check exceeded timeout (" + seconds(spec.timeout()) + ")" : output.text();
            return new Health.Check(start, Clock.systemUTC().instant(), code, text);
        } catch (ContainerProblem | SyscallException | UncheckedIOException failure) {
            return new Health.Check(start, Clock.systemUTC().instant(), FAILED, String.valueOf(failure.getMessage()));
        }
    }

    private int await(ContainerLauncher.Started started, Duration timeout) {
        Cancellation late = new Cancellation();
        ScheduledFuture<?> bound = timer.schedule(late::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            int code = started.process().await(late);
            started.streams().finish();
            return code;
        } catch (CancellationException tooLong) {
            works.quiet().signal(started.process().pidfd(), Signals.SIGKILL);
            started.process().await();
            return FAILED;
        } finally {
            bound.cancel(false);
            started.process().close();
        }
    }

    private static List<String> command(HealthSpec spec) {
        List<String> words = spec.test().subList(1, spec.test().size());
        return spec.test().get(0).equals("CMD-SHELL") ? List.of("/bin/sh", "-c", String.join(" ", words)) : words;
    }

    private static String seconds(Duration timeout) {
        return timeout.toNanosPart() == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }
}

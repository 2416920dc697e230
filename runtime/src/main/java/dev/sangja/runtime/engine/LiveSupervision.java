package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.trace.Attribution;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Puts containers under this machine's limits and tracer. Safe for use by several threads. */
final class LiveSupervision implements Supervision {
    private final Linux linux;
    private final Tracing tracing;
    private final MachineGroups groups;

    LiveSupervision(Linux linux, Tracing tracing, MachineGroups groups) {
        this.linux = linux;
        this.tracing = tracing;
        this.groups = groups;
    }

    @Override
    public Group group(Linux recorded, ContainerRecord container) {
        return groups.forContainer(recorded, container);
    }

    @Override
    public List<String> warnings(LimitSpec limits) {
        return groups.warnings(limits);
    }

    @Override
    public ChildProcess watch(int pid, String container) {
        CompletableFuture<ExitStatus> end = tracing.watch(pid, Attribution.container(container));
        return new Child(linux, pid, linux.openProcess(pid), end);
    }

    private record Child(Linux linux, int pid, int pidfd, CompletableFuture<ExitStatus> end) implements ChildProcess {
        @Override
        public int await() {
            return end.join().shellCode();
        }

        @Override
        public int await(Cancellation cancellation) {
            // A stage of its own: cancelling it leaves the process and whoever else waits for it alone.
            CompletableFuture<Integer> either = end.thenApply(ExitStatus::shellCode);
            Cancellation.Registration registration = cancellation.onCancel(() -> either.cancel(false));
            try {
                return either.join();
            } catch (CompletionException failure) {
                throw new IllegalStateException("process " + pid + " was lost", failure);
            } finally {
                registration.close();
            }
        }

        @Override
        public void close() {
            linux.close(pidfd);
        }
    }
}

package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Does the same to several containers: says which it was done to, and afterwards what went wrong with the others. */
final class Batch {
    private static final int AT_ONCE = 8;

    private final Invocation call;
    private final List<String> problems = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Batch(Invocation call) {
        this.call = call;
    }

    /** One after the other, in the order in which they were named. */
    Batch each(List<String> references, BiConsumer<String, ContainerRecord> deed) {
        references.forEach(reference -> attempt(reference, deed, true));
        return this;
    }

    /** The same, where the deed itself says what there is to say. */
    Batch eachSilently(List<String> references, BiConsumer<String, ContainerRecord> deed) {
        references.forEach(reference -> attempt(reference, deed, false));
        return this;
    }

    /** Several at once, because each of them may take its time; names come as they are done. */
    Batch together(List<String> references, BiConsumer<String, ContainerRecord> deed) {
        if (references.size() == 1) {
            return each(references, deed);
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, references.size()));
        try {
            CompletableFuture<?>[] all = references.stream()
                    .map(reference -> CompletableFuture.runAsync(() -> attempt(reference, deed, true), workers))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        } finally {
            workers.shutdown();
        }
        return this;
    }

    /** What went wrong, and the exit code. */
    int finish() {
        problems.forEach(problem -> call.error().line(problem));
        return problems.isEmpty() ? 0 : 1;
    }

    /** Those that it could not be done to, as they were named. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    private void attempt(String reference, BiConsumer<String, ContainerRecord> deed, boolean says) {
        if (call.cancellation().isCancelled()) {
            throw new CancellationException("the client is gone");
        }
        try {
            deed.accept(reference, call.container(reference));
            if (says) {
                call.out().line(reference);
            }
        } catch (ContainerProblem problem) {
            synchronized (problems) {
                problems.add("Error response from daemon: " + problem.getMessage());
                failed.add(reference);
            }
        }
    }
}

package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.Stage;
import dev.sangja.runtime.dockerfile.StageGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Builds the stages that one needs, those that do not wait for each other at the same time. */
final class StageSchedule {
    private static final int MOST_AT_ONCE = 4;

    private final BuildJob job;
    private final StageGraph graph;
    /** The first failure: what others say after it only comes of it. */
    private Optional<RuntimeException> failure = Optional.empty();

    StageSchedule(BuildJob job, StageGraph graph) {
        this.job = job;
        this.graph = graph;
    }

    /** Builds a stage and all that it needs. */
    StageState run(Stage target) {
        List<Integer> wanted = graph.closure(target.index());
        if (wanted.size() == 1) {
            return build(target);
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, wanted.size()), work -> {
            Thread thread = new Thread(work, "stage");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return await(plan(wanted, pool), target);
        } finally {
            pool.shutdown();
        }
    }

    private Map<Integer, CompletableFuture<Void>> plan(List<Integer> wanted, ExecutorService pool) {
        Map<Integer, CompletableFuture<Void>> plans = new HashMap<>();
        Map<Integer, CompletableFuture<Void>> starts = new HashMap<>();
        wanted.forEach(index -> starts.put(index, new CompletableFuture<>()));
        // By number and not in the order of the file: a stage may copy from a later one.
        for (int index : wanted) {
            CompletableFuture<?>[] needed =
                    graph.needs(index).stream().map(starts::get).toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> told =
                    Optional.ofNullable(starts.get(index)).orElseThrow();
            CompletableFuture<Void> done = CompletableFuture.allOf(needed)
                    .thenRunAsync(() -> build(job.file().stages().get(index)), pool)
                    .whenComplete((nothing, wrong) -> {
                        if (wrong == null) {
                            told.complete(null);
                        } else {
                            told.completeExceptionally(wrong);
                        }
                    });
            plans.put(index, done);
        }
        return plans;
    }

    private StageState await(Map<Integer, CompletableFuture<Void>> plans, Stage target) {
        CompletableFuture<?>[] all = plans.values().toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException wrong) {
            throw first().orElseThrow(() -> wrong);
        }
        return job.finished(target).orElseThrow();
    }

    private StageState build(Stage stage) {
        job.cancellation().check();
        try {
            StageState state = new StageBuild(job, stage).run();
            job.finish(stage, state);
            return state;
        } catch (RuntimeException wrong) {
            failed(wrong);
            throw wrong;
        }
    }

    private synchronized Optional<RuntimeException> first() {
        return failure;
    }

    private synchronized void failed(RuntimeException wrong) {
        if (failure.isEmpty()) {
            failure = Optional.of(wrong);
            job.cancellation().cancel();
        }
    }
}

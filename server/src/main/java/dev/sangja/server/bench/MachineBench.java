package dev.sangja.server.bench;

import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.machine.MachineLaunchException;
import dev.sangja.runtime.machine.MachinePool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** How long a learner waits for a machine, and how much memory one takes while nothing happens in it. */
public final class MachineBench implements Bench {
    private static final String NAME = "machine";
    private static final int ROUNDS = 7;
    private static final int CROWD_ROUNDS = 5;
    private static final int CROWD = 40;
    /** What one machine may take while it starts, so that the host does not run out of memory. */
    private static final int MEBIBYTES_EACH = 128;

    private static final long IDLE_MILLIS = 2000;
    private static final long LONGEST_WARMING_MILLIS = 30_000;
    private static final double COLD_BOUND = 1000;
    private static final double WARM_BOUND = 50;
    private static final double CROWD_BOUND = 15;
    private static final double IDLE_BOUND = 40;

    private static final Metric COLD = new Metric(NAME, "cold-start", "ms", "차가운 머신의 시작", "start of a cold machine");
    private static final Metric WARM =
            new Metric(NAME, "warm-hand-over", "ms", "데워 둔 머신의 인계", "hand-over of a warm machine");
    private static final Metric IDLE =
            new Metric(NAME, "idle-pss", "MiB", "노는 머신 엔진의 메모리(PSS)", "memory of an idle machine's engine (PSS)");

    private final Ground ground;

    public MachineBench(Ground ground) {
        this.ground = ground;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException, InterruptedException {
        measureOne(findings);
        measureCrowd(findings);
    }

    private void measureOne(Findings findings) throws IOException, InterruptedException {
        Samples cold = new Samples();
        Samples warm = new Samples();
        Samples idle = new Samples();
        try (MachinePool pool = ground.pool(1)) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitWarm(pool);
                Set<Long> others = engines();
                long began = System.nanoTime();
                try (Machine machine = ground.launch()) {
                    cold.add(millisSince(began));
                    machine.observe();
                    Thread.sleep(IDLE_MILLIS);
                    engineBeside(others).ifPresent(idle::add);
                }
                began = System.nanoTime();
                try (Machine machine = pool.take(ground.files())) {
                    warm.add(millisSince(began));
                    machine.observe();
                }
            }
        }
        findings.alone(COLD, cold.median(), COLD_BOUND);
        findings.alone(WARM, warm.median(), WARM_BOUND);
        if (idle.count() > 0) {
            findings.alone(IDLE, idle.median(), IDLE_BOUND);
        } else {
            findings.remark("이 사용자는 엔진의 메모리를 볼 수 없습니다.", "this user may not see the memory of an engine");
        }
    }

    private static void awaitWarm(MachinePool pool) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WARMING_MILLIS * 1_000_000;
        while (pool.ready() == 0) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("no machine got warm within " + LONGEST_WARMING_MILLIS + " ms");
            }
            Thread.sleep(10);
        }
    }

    /** Process 1 of every machine that this process has started. */
    private static Set<Long> engines() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(process ->
                        HostProcesses.idsOf(process).stream().skip(1).toList().equals(List.of(1)))
                .collect(Collectors.toSet());
    }

    private static OptionalDouble engineBeside(Set<Long> others) {
        return engines().stream()
                .filter(process -> !others.contains(process))
                .mapToLong(Long::longValue)
                .mapToObj(HostProcesses::proportionalMebibytes)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private void measureCrowd(Findings findings) throws IOException, InterruptedException {
        long room = HostProcesses.availableMebibytes() / MEBIBYTES_EACH;
        int crowd = (int) Math.min(CROWD, Math.max(1, room));
        Metric metric = new Metric(
                NAME,
                crowd + "-at-once",
                "s",
                "한꺼번에 온 " + crowd + "명이 모두 머신을 받기까지",
                "until " + crowd + " who came at once all have a machine");
        Samples all = new Samples();
        Samples memory = new Samples();
        for (int round = 0; round < CROWD_ROUNDS; round++) {
            try (MachinePool pool = ground.pool(1)) {
                awaitWarm(pool);
                all.add(arrive(pool, crowd, memory));
            }
        }
        tellMemory(memory, crowd, findings);
        if (crowd == CROWD) {
            findings.alone(metric, all.median(), CROWD_BOUND);
        } else {
            findings.remark(
                    "메모리가 모자라 " + CROWD + "명 대신 " + crowd + "명으로 쟀습니다.",
                    "memory is short: measured with " + crowd + " instead of " + CROWD);
            findings.alone(metric, all.median());
        }
    }

    private static void tellMemory(Samples memory, int crowd, Findings findings) {
        if (memory.count() > 0) {
            findings.alone(
                    new Metric(
                            NAME,
                            "pss-of-" + crowd,
                            "MiB",
                            "머신이 " + crowd + "대일 때 엔진 하나의 메모리(PSS)",
                            "memory of an engine where " + crowd + " machines run (PSS)"),
                    memory.median());
        }
    }

    /**
     * So many learners at the same moment; seconds until the last has a machine.
     *
     * @param memory gets what each of their engines takes then
     */
    private double arrive(MachinePool pool, int crowd, Samples memory) {
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        List<CompletableFuture<Machine>> wanted = new ArrayList<>();
        try {
            long began = System.nanoTime();
            for (int learner = 0; learner < crowd; learner++) {
                wanted.add(CompletableFuture.supplyAsync(() -> pool.take(ground.files()), threads));
            }
            CompletableFuture.allOf(wanted.toArray(CompletableFuture[]::new)).join();
            double seconds = millisSince(began) / 1000;
            engines().stream()
                    .map(HostProcesses::proportionalMebibytes)
                    .flatMapToDouble(OptionalDouble::stream)
                    .forEach(memory::add);
            return seconds;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof MachineLaunchException refused) {
                long started = wanted.stream()
                        .filter(machine -> !machine.isCompletedExceptionally())
                        .count();
                throw new BenchException(
                        "only " + started + " of " + crowd + " machines started: " + refused.getMessage(), refused);
            }
            throw failure;
        } finally {
            wanted.parallelStream().forEach(MachineBench::close);
            threads.shutdown();
        }
    }

    private static void close(CompletableFuture<Machine> wanted) {
        try {
            wanted.join().close();
        } catch (CompletionException neverStarted) {
            // Said by whoever waited for it.
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}

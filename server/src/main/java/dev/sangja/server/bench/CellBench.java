package dev.sangja.server.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long after the click a cell's first output is there: alone, and while others click at the same moment. Measured
 * at the edge of HTTP, with a server in this very process; the browser adds its own.
 */
public final class CellBench implements Bench {
    private static final String NAME = "cell";
    private static final String CODE = "echo out";
    private static final int REHEARSALS = 10;
    private static final int ROUNDS = 40;
    private static final int LEARNERS = 20;
    private static final int CROWD_REHEARSALS = 2;
    private static final int CROWD_ROUNDS = 8;
    private static final long PATIENCE_SECONDS = 60;
    private static final double BOUND = 50;
    private static final int TAIL = 95;

    private static final Metric ALONE =
            new Metric(NAME, "first-output-p50", "ms", "클릭부터 셀의 첫 출력까지, 혼자, p50", "click to first output, alone, p50");
    private static final Metric ALONE_TAIL =
            new Metric(NAME, "first-output-p95", "ms", "클릭부터 셀의 첫 출력까지, 혼자, p95", "click to first output, alone, p95");
    private static final Metric CROWD = new Metric(
            NAME,
            "first-output-" + LEARNERS + "-learners-p50",
            "ms",
            "클릭부터 셀의 첫 출력까지, " + LEARNERS + "명이 동시에, p50",
            "click to first output, " + LEARNERS + " at once, p50");
    private static final Metric CROWD_TAIL = new Metric(
            NAME,
            "first-output-" + LEARNERS + "-learners-p95",
            "ms",
            "클릭부터 셀의 첫 출력까지, " + LEARNERS + "명이 동시에, p95",
            "click to first output, " + LEARNERS + " at once, p95");

    private final Site.Opener opener;
    private final CellPlace place;

    /**
     * The bench.
     *
     * @param place where the learners click
     */
    public CellBench(Site.Opener opener, CellPlace place) {
        this.opener = opener;
        this.place = place;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Site site = opener.get()) {
            String address = "http://localhost:" + site.port();
            List<ScriptedLearner> learners = new ArrayList<>();
            learners.add(ScriptedLearner.arrive(client, address, place));
            learners.get(0).awaitMachine();
            Samples alone = alone(learners.get(0));
            while (learners.size() < LEARNERS) {
                ScriptedLearner learner = ScriptedLearner.arrive(client, address, place);
                learner.awaitMachine();
                learners.add(learner);
            }
            Samples crowd = together(learners);
            findings.remark(
                    "셀의 시간은 HTTP에서 쟀습니다. 브라우저가 쓰는 시간은 들어 있지 않습니다.",
                    "the times of cells were taken at the edge of HTTP; the browser adds its own");
            findings.alone(ALONE, alone.median(), BOUND);
            findings.alone(ALONE_TAIL, alone.percentile(TAIL));
            findings.alone(CROWD, crowd.median());
            findings.alone(CROWD_TAIL, crowd.percentile(TAIL));
        }
    }

    private static Samples alone(ScriptedLearner learner) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = -REHEARSALS; round < ROUNDS; round++) {
            double time = learner.run(CODE);
            if (round >= 0) {
                samples.add(time);
            }
        }
        return samples;
    }

    /** In every round all click at the same moment. */
    private static Samples together(List<ScriptedLearner> learners) throws InterruptedException {
        CyclicBarrier click = new CyclicBarrier(learners.size());
        ExecutorService threads = Executors.newFixedThreadPool(learners.size());
        try {
            List<Callable<Samples>> clicking = learners.stream()
                    .map(learner -> (Callable<Samples>) () -> clicks(learner, click))
                    .toList();
            Samples all = new Samples();
            for (Future<Samples> one : threads.invokeAll(clicking)) {
                all.addAll(one.get());
            }
            return all;
        } catch (ExecutionException failure) {
            throw new BenchException("a learner could not run a cell: " + failure.getCause(), failure);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Samples clicks(ScriptedLearner learner, CyclicBarrier click)
            throws IOException, InterruptedException, BrokenBarrierException, TimeoutException {
        Samples samples = new Samples();
        for (int round = -CROWD_REHEARSALS; round < CROWD_ROUNDS; round++) {
            click.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            double time = learner.run(CODE);
            if (round >= 0) {
                samples.add(time);
            }
        }
        return samples;
    }
}

package dev.sangja.server.bench;

import dev.sangja.runtime.journal.TraceLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs to be observed: a program that makes ten thousand system calls, in a cell at each level, beside the
 * same program of the host under strace(1).
 */
public final class TraceBench implements Bench {
    private static final String NAME = "trace";
    private static final int REHEARSALS = 2;
    private static final int ROUNDS = 7;
    private static final int BLOCKS = 5000;
    private static final int CALLS = 2 * BLOCKS;
    private static final double EVERYTHING_BOUND = 1.2;
    private static final double HIGHLIGHTS_BOUND = 0.5;

    private static final Map<TraceLevel, Metric> METRICS = Map.of(
            TraceLevel.OFF,
            new Metric(NAME, "off", "ms", "시스템 콜 10,000번, 기록하지 않음", "10,000 system calls, level off"),
            TraceLevel.HIGHLIGHTS,
            new Metric(NAME, "highlights", "ms", "시스템 콜 10,000번, 중요한 것만", "10,000 system calls, level highlights"),
            TraceLevel.EVERYTHING,
            new Metric(NAME, "everything", "ms", "시스템 콜 10,000번, 모두", "10,000 system calls, level everything"));

    private final Ground ground;

    public TraceBench(Ground ground) {
        this.ground = ground;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException {
        Path scratch = ground.scratch();
        Peer strace = new Peer("strace -f", strace(scratch.resolve("trace")), new Samples());
        Peer untraced = new Peer("untraced", program(ground.busybox().toString()), new Samples());
        Map<TraceLevel, Samples> ours = new EnumMap<>(TraceLevel.class);
        for (TraceLevel level : TraceLevel.values()) {
            ours.put(level, new Samples());
        }
        try (Lab lab = new Lab(ground.launch());
                HostShell shell = HostShell.start(scratch)) {
            List<Peer> present = List.of(strace, untraced).stream()
                    .filter(peer -> peer.rehearse(shell, findings))
                    .toList();
            for (int round = -REHEARSALS; round < ROUNDS; round++) {
                for (TraceLevel level : TraceLevel.values()) {
                    double time = cell(lab, level);
                    if (round >= 0) {
                        ours.getOrDefault(level, new Samples()).add(time);
                    }
                }
                if (round >= 0) {
                    present.forEach(peer -> peer.measure(shell));
                }
            }
        }
        report(ours, strace, untraced, findings);
    }

    private static List<String> program(String busybox) {
        return List.of(busybox, "dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=" + BLOCKS);
    }

    private List<String> strace(Path file) {
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-o", file.toString()));
        words.addAll(program(ground.busybox().toString()));
        return words;
    }

    private static double cell(Lab lab, TraceLevel level) {
        Lab.Done done = lab.time(String.join(" ", program("/bin/busybox")) + " 2>/dev/null", level);
        int seen = done.receipt().journal().entries().size();
        if (level == TraceLevel.EVERYTHING && seen < CALLS) {
            throw new BenchException("of " + CALLS + " calls " + seen + " were recorded");
        }
        return done.measured();
    }

    private static void report(Map<TraceLevel, Samples> ours, Peer strace, Peer untraced, Findings findings) {
        Samples off = ours.getOrDefault(TraceLevel.OFF, new Samples());
        Samples highlights = ours.getOrDefault(TraceLevel.HIGHLIGHTS, new Samples());
        Samples everything = ours.getOrDefault(TraceLevel.EVERYTHING, new Samples());
        findings.beside(metric(TraceLevel.EVERYTHING), everything, strace.name(), strace.samples(), EVERYTHING_BOUND);
        findings.beside(metric(TraceLevel.HIGHLIGHTS), highlights, strace.name(), strace.samples(), HIGHLIGHTS_BOUND);
        findings.beside(metric(TraceLevel.EVERYTHING), everything, "level off", off);
        findings.beside(metric(TraceLevel.HIGHLIGHTS), highlights, "level off", off);
        findings.beside(metric(TraceLevel.OFF), off, untraced.name(), untraced.samples());
    }

    private static Metric metric(TraceLevel level) {
        Metric metric = METRICS.get(level);
        if (metric == null) {
            throw new IllegalArgumentException("no figure of " + level);
        }
        return metric;
    }
}

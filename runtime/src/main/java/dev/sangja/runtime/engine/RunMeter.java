package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Measures what the learner's side uses, run by run, and keeps which limits acted. Runs follow each other; the gauges
 * may be read by any thread.
 */
final class RunMeter {
    private static final int ENGINE = 1;
    private static final String PROCESSES = "processes";
    private static final String MACHINE = "machine";
    private static final int MOST_EVENTS = 100;
    /** Of all places for processes. */
    private static final double CROWDED = 0.8;

    private final MachineGroups groups;
    private final ProcessTable table;
    private final DiskWatch disk;
    private final Optional<MemoryWatch> memory;
    private final int processes;
    private final RefusedCalls refusals;
    private final Map<String, Long> acted = new ConcurrentHashMap<>();
    private final List<LimitEvent> ours = new ArrayList<>();
    private volatile GroupSurvey lastLook = GroupSurvey.nothing();
    private GroupSurvey start = GroupSurvey.nothing();
    private long startProcessorNanos;
    private double startPeak;
    private boolean peakIsOfRun;
    private long coresAt = System.nanoTime();
    private long coresNanos;

    /** {@code memory} is there where no control group bounds it. */
    RunMeter(
            MachineGroups groups,
            ProcessTable table,
            DiskWatch disk,
            Optional<MemoryWatch> memory,
            EngineConfiguration configuration) {
        this.processes = configuration.processes();
        this.refusals = new RefusedCalls(configuration);
        this.groups = groups;
        this.table = table;
        this.disk = disk;
        this.memory = memory;
    }

    /**
     * What a run took; -1 for what nobody counts.
     *
     * @param processorNanos user and system time
     * @param limits which limits acted
     */
    record Reading(long processorNanos, long peakMemoryBytes, List<LimitEvent> limits) {}

    /** A run begins. */
    void begin() {
        synchronized (ours) {
            ours.clear();
        }
        disk.begin();
        memory.ifPresent(MemoryWatch::begin);
        groups.departed();
        peakIsOfRun = groups.resetMemoryPeak();
        start = groups.survey();
        startPeak = start.peakMemoryBytes().orElse(0.0);
        startProcessorNanos = processorNanos(start);
    }

    /** A limit of ours acted. */
    void acted(LimitEvent event) {
        acted.merge(event.resource(), 1L, Long::sum);
        synchronized (ours) {
            if (ours.size() < MOST_EVENTS) {
                ours.add(event);
            }
        }
    }

    /** Whether processes breed up against their limit: nearly all places are taken, and it has acted in this run. */
    Optional<LimitEvent> crowded() {
        if (memory.isPresent()) {
            int tasks = table.ids().size();
            return tasks >= processes * CROWDED
                    ? Optional.of(new LimitEvent(
                            PROCESSES, MACHINE, processes, PROCESSES, "RLIMIT_NPROC", "processes " + tasks))
                    : Optional.empty();
        }
        GroupSurvey now = groups.survey();
        return now.gauges(start).stream()
                        .anyMatch(gauge -> gauge.resource().equals(PROCESSES)
                                && gauge.limit() > 0
                                && gauge.used() >= gauge.limit() * CROWDED)
                ? groups.eventsBetween(start, now).stream()
                        .filter(event -> event.resource().equals(PROCESSES))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The run is over.
     *
     * @param filesTooLarge how many processes were ended because they wrote too large a file
     */
    Reading end(Journal journal, int filesTooLarge) {
        GroupSurvey now = groups.survey();
        List<LimitEvent> events = new ArrayList<>(groups.departed());
        events.addAll(groups.eventsBetween(start, now));
        events.addAll(refusals.events(journal));
        if (filesTooLarge > 0
                && events.stream().noneMatch(event -> event.source().equals("RLIMIT_FSIZE"))) {
            events.add(refusals.fileTooLarge("SIGXFSZ"));
        }
        Set<String> told = events.stream().map(LimitEvent::resource).collect(Collectors.toSet());
        synchronized (ours) {
            ours.stream().filter(event -> !told.contains(event.resource())).forEach(events::add);
        }
        return new Reading(
                Math.max(0, processorNanos(now) - startProcessorNanos),
                peak(now),
                List.copyOf(events.subList(0, Math.min(events.size(), MOST_EVENTS))));
    }

    /** Where the kernel keeps one peak for all time, it is this run's only if the run has raised it. */
    private long peak(GroupSurvey now) {
        if (memory.isPresent()) {
            return memory.get().peakOfRun();
        }
        return now.peakMemoryBytes()
                .filter(peak -> peakIsOfRun || peak > startPeak)
                .or(now::memoryBytes)
                .map(Double::longValue)
                .orElse(-1L);
    }

    private long processorNanos(GroupSurvey survey) {
        return survey.cpuNanos().map(Double::longValue).orElseGet(() -> table.cpuNanosWithout(ENGINE));
    }

    /** Every bounded resource as it is now. */
    List<Gauge> gauges() {
        GroupSurvey now = groups.survey();
        List<Gauge> gauges = new ArrayList<>(now.gauges(lastLook));
        lastLook = now;
        memory.ifPresent(watch -> {
            gauges.add(watch.gauge());
            double cores = coresInUse();
            gauges.add(new Gauge("cpu", cores, cores, 0, "cores", "", 0));
            int tasks = table.ids().size();
            gauges.add(new Gauge(PROCESSES, tasks, tasks, processes, PROCESSES, "RLIMIT_NPROC", actedSoFar(PROCESSES)));
        });
        gauges.add(disk.gauge(actedSoFar("disk")));
        return gauges;
    }

    /** Processors in use since the last look, by the time of all processes. */
    private synchronized double coresInUse() {
        long now = System.nanoTime();
        long nanos = table.cpuNanosWithout(ENGINE);
        double cores = now > coresAt ? Math.max(0, (double) (nanos - coresNanos) / (now - coresAt)) : 0;
        coresAt = now;
        coresNanos = nanos;
        return cores;
    }

    private long actedSoFar(String resource) {
        return Optional.ofNullable(acted.get(resource)).orElse(0L);
    }
}

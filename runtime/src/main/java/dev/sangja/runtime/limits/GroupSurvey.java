package dev.sangja.runtime.limits;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.GroupUsage.Acted;
import dev.sangja.runtime.limits.GroupUsage.Meter;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a control group and those below it used at one moment. Two of them tell what happened in between.
 *
 * @param atNanos {@link System#nanoTime()} of the reading
 * @param groups by their path below the surveyed group, which itself has the empty path and comes first
 */
public record GroupSurvey(long atNanos, Map<String, GroupUsage> groups) {
    private static final double NANO = 1e9;

    /** A resource as receipts name it. */
    private record Kind(
            String resource,
            String unit,
            Function<GroupUsage, Optional<Meter>> meter,
            Function<LimitSpec, Double> enclosing) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("memory", "bytes", GroupUsage::memory, limits ->
                    (double) limits.memoryBytes().orElse(0)),
            new Kind("processes", "processes", GroupUsage::processes, limits ->
                    (double) limits.pids().orElse(0)),
            new Kind(
                    "cpu", "cores", GroupUsage::cpu, limits -> limits.nanoCpus().orElse(0) / NANO));

    public GroupSurvey {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** Nothing read yet: what is counted from it on is everything. */
    public static GroupSurvey nothing() {
        return new GroupSurvey(System.nanoTime(), Map.of());
    }

    /** The same, as a part of the survey of a group above; the path leads from there to the surveyed group. */
    public GroupSurvey below(String path) {
        Map<String, GroupUsage> named = new LinkedHashMap<>();
        groups.forEach((at, usage) -> named.put(at.isEmpty() ? path : path + "/" + at, usage));
        return new GroupSurvey(atNanos, named);
    }

    /** Processor time of the surveyed group and those below it, in nanoseconds; empty if nobody counts. */
    public Optional<Double> cpuNanos() {
        return surveyed().flatMap(GroupUsage::cpu).map(Meter::used);
    }

    /** The most memory that the surveyed group used, in bytes; empty if nobody counts. */
    public Optional<Double> peakMemoryBytes() {
        return surveyed().flatMap(GroupUsage::memory).map(Meter::peak);
    }

    /** Memory that the surveyed group uses now, in bytes; empty if nobody counts. */
    public Optional<Double> memoryBytes() {
        return surveyed().flatMap(GroupUsage::memory).map(Meter::used);
    }

    private Optional<GroupUsage> surveyed() {
        return Optional.ofNullable(groups.get(""));
    }

    /**
     * The surveyed group's gauges. Its limits are its own; what acted is counted through all groups below.
     *
     * @param earlier an earlier survey of the same group, to tell how much processor is in use now
     */
    public List<Gauge> gauges(GroupSurvey earlier) {
        List<Gauge> gauges = new ArrayList<>();
        for (Kind kind : KINDS) {
            Optional<Meter> meter = surveyed().flatMap(kind.meter());
            meter.ifPresent(own -> {
                boolean isCpu = kind.resource().equals("cpu");
                double used = isCpu ? coresSince(earlier) : own.used();
                gauges.add(new Gauge(
                        kind.resource(),
                        used,
                        isCpu ? used : own.peak(),
                        own.limit(),
                        kind.unit(),
                        own.limitFile(),
                        actedEverywhere(kind)));
            });
        }
        return gauges;
    }

    private double coresSince(GroupSurvey earlier) {
        long elapsed = atNanos - earlier.atNanos;
        double before = earlier.cpuNanos().orElse(0.0);
        return elapsed <= 0 ? 0 : Math.max(0, cpuNanos().orElse(0.0) - before) / elapsed;
    }

    private long actedEverywhere(Kind kind) {
        return groups.values().stream()
                .flatMap(usage -> kind.meter().apply(usage).stream())
                .mapToLong(meter -> meter.acted().count())
                .sum();
    }

    /**
     * The limits that acted since an earlier survey of the same group.
     *
     * @param placeOf how the receipt calls the group of that path: {@code machine}, or a container's name
     * @param enclosing limits of groups above, which hold where no group of the survey has one
     */
    public List<LimitEvent> eventsSince(GroupSurvey earlier, UnaryOperator<String> placeOf, LimitSpec enclosing) {
        List<LimitEvent> events = new ArrayList<>();
        groups.forEach((path, usage) -> {
            for (Kind kind : KINDS) {
                kind.meter().apply(usage).map(Meter::acted).ifPresent(acted -> {
                    if (acted.count() > earlier.acted(path, kind)) {
                        double limit =
                                limitAt(path, kind).orElse(kind.enclosing().apply(enclosing));
                        events.add(event(kind, placeOf.apply(path), path, limit, acted));
                    }
                });
            }
        });
        return events;
    }

    private static LimitEvent event(Kind kind, String place, String path, double limit, Acted acted) {
        String source = path.isEmpty() ? acted.file() : path + "/" + acted.file();
        return new LimitEvent(kind.resource(), place, limit, kind.unit(), source, acted.line());
    }

    private long acted(String path, Kind kind) {
        return Optional.ofNullable(groups.get(path))
                .flatMap(kind.meter())
                .map(meter -> meter.acted().count())
                .orElse(0L);
    }

    /** The nearest limit at or above that group, within the survey. */
    private Optional<Double> limitAt(String path, Kind kind) {
        String at = path;
        while (true) {
            Optional<Double> limit = Optional.ofNullable(groups.get(at))
                    .flatMap(kind.meter())
                    .map(Meter::limit)
                    .filter(value -> value > 0);
            if (limit.isPresent() || at.isEmpty()) {
                return limit;
            }
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
        }
    }
}

package dev.sangja.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** What benches found: figures, and what must be said beside them. For one thread. */
public final class Findings {
    private final List<Figure> figures = new ArrayList<>();
    private final BiConsumer<String, String> remarks;

    /**
     * An empty collection.
     *
     * @param remarks is told at once, in Korean and in English, what must be known to read the figures
     */
    public Findings(BiConsumer<String, String> remarks) {
        this.remarks = remarks;
    }

    /** What was found so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Something that must be known to read the figures, such as that a peer is not there. */
    void remark(String korean, String english) {
        remarks.accept(korean, english);
    }

    void alone(Metric metric, double ours) {
        add(metric, Measurement.alone(metric, ours, OptionalDouble.empty()));
    }

    void alone(Metric metric, double ours, double bound) {
        add(metric, Measurement.alone(metric, ours, OptionalDouble.of(bound)));
    }

    void beside(Metric metric, Samples ours, String peer, Samples theirs) {
        add(metric, Measurement.beside(metric, ours.median(), peer, median(theirs), OptionalDouble.empty()));
    }

    void beside(Metric metric, Samples ours, String peer, Samples theirs, double bound) {
        add(metric, Measurement.beside(metric, ours.median(), peer, median(theirs), OptionalDouble.of(bound)));
    }

    private static OptionalDouble median(Samples samples) {
        return samples.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(samples.median());
    }

    private void add(Metric metric, Measurement measurement) {
        figures.add(new Figure(metric.korean(), metric.english(), measurement));
    }
}

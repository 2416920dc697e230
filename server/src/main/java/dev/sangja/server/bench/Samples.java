package dev.sangja.server.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values of one thing that was measured several times. For one thread. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    static Samples of(double... values) {
        Samples samples = new Samples();
        for (double value : values) {
            samples.add(value);
        }
        return samples;
    }

    void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no figure: " + value);
        }
        values.add(value);
    }

    void addAll(Samples others) {
        values.addAll(others.values);
    }

    int count() {
        return values.size();
    }

    /** The middle value; of an even number of values the mean of the two in the middle. */
    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest value that so many percent of all values do not exceed (the nearest rank). */
    double percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("no percentile: " + percent);
        }
        List<Double> sorted = sorted();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(rank - 1);
    }

    private List<Double> sorted() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }
}

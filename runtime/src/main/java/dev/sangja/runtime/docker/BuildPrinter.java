package dev.sangja.runtime.docker;

import dev.sangja.runtime.build.BuildProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints how a build goes on, as BuildKit's plain progress does. Safe for use by several threads. */
final class BuildPrinter implements BuildProgress {
    private static final int LINES_KEPT = 10;

    private final TextOutput out;
    private final boolean silent;
    private final Map<Vertex, Integer> numbers = new HashMap<>();
    private final Map<Vertex, Deque<String>> said = new HashMap<>();
    private Optional<Vertex> failed = Optional.empty();
    private int last;

    /** @param silent whether nothing is printed; what a failed step said is kept all the same */
    BuildPrinter(TextOutput out, boolean silent) {
        this.out = out;
        this.silent = silent;
    }

    private synchronized void print(Vertex vertex, String text) {
        int number = numbers.getOrDefault(vertex, 0);
        if (number != last && last != 0) {
            line("");
        }
        last = number;
        line("#" + number + " " + text);
    }

    private void line(String text) {
        if (!silent) {
            out.line(text);
        }
    }

    @Override
    public synchronized void began(Vertex vertex) {
        numbers.put(vertex, numbers.size() + 1);
        print(vertex, vertex.title());
    }

    @Override
    public synchronized void line(Vertex vertex, Duration since, String text) {
        String shown = String.format(Locale.ROOT, "%.3f %s", since.toNanos() / 1e9, text);
        Deque<String> lines = said.computeIfAbsent(vertex, key -> new ArrayDeque<>());
        lines.add(shown);
        if (lines.size() > LINES_KEPT) {
            lines.remove();
        }
        print(vertex, shown);
    }

    @Override
    public synchronized void fact(Vertex vertex, String text) {
        print(vertex, text);
    }

    @Override
    public synchronized void ended(Vertex vertex, State state, Duration took) {
        print(
                vertex,
                switch (state) {
                    case DONE -> String.format(Locale.ROOT, "DONE %.1fs", took.toNanos() / 1e9);
                    case CACHED -> "CACHED";
                    case CANCELLED -> "CANCELED";
                });
    }

    @Override
    public synchronized void failed(Vertex vertex, String message) {
        failed = Optional.of(vertex);
        print(vertex, "ERROR: " + message);
    }

    /** The step that failed, with the last that it said. */
    synchronized List<String> failure() {
        if (failed.isEmpty()) {
            return List.of();
        }
        List<String> lines =
                new java.util.ArrayList<>(List.of("------", " > " + failed.get().title() + ":"));
        lines.addAll(said.getOrDefault(failed.get(), new ArrayDeque<>()));
        lines.add("------");
        return lines;
    }
}

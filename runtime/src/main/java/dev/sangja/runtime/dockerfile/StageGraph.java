package dev.sangja.runtime.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which stages of a file need which others. Immutable. */
public final class StageGraph {
    private final Dockerfile file;
    private final List<Set<Integer>> needs = new ArrayList<>();

    private StageGraph(Dockerfile file) {
        this.file = file;
    }

    /**
     * The graph of a file.
     *
     * @param images what the word behind a FROM stands for, with its variables replaced
     * @throws ProblemException for a stage number that does not exist, and for stages that wait for each other
     */
    public static StageGraph of(Dockerfile file, Function<Instruction.From, String> images) {
        StageGraph graph = new StageGraph(file);
        for (Stage stage : file.stages()) {
            Set<Integer> needed = new LinkedHashSet<>();
            file.stage(images.apply(stage.from()), stage.index()).ifPresent(base -> needed.add(base.index()));
            for (Instruction instruction : stage.instructions()) {
                graph.sources(instruction).forEach(needed::add);
            }
            graph.needs.add(needed);
        }
        graph.refuseCycles();
        return graph;
    }

    /** The numbers of the stages that a stage needs directly. */
    public Set<Integer> needs(int stage) {
        return Set.copyOf(needs.get(stage));
    }

    /** The numbers of all stages that a stage needs, itself included, in the order of the file. */
    public List<Integer> closure(int stage) {
        boolean[] wanted = new boolean[needs.size()];
        Deque<Integer> open = new ArrayDeque<>(List.of(stage));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (!wanted[next]) {
                wanted[next] = true;
                needs.get(next).forEach(open::push);
            }
        }
        List<Integer> closure = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                closure.add(i);
            }
        }
        return closure;
    }

    /** The stage that a {@code --from} names; empty if it must be an image. */
    public static Optional<Stage> source(Dockerfile file, String name, SourceSpan span) {
        if (name.matches("\\d{1,9}")) {
            int index = Integer.parseInt(name);
            if (index >= file.stages().size()) {
                throw ProblemException.of(Mistake.STAGE_INDEX, span, name);
            }
            return Optional.of(file.stages().get(index));
        }
        return file.stage(name, file.stages().size());
    }

    private List<Integer> sources(Instruction instruction) {
        List<Integer> sources = new ArrayList<>();
        SourceSpan span = instruction.text().keywordSpan();
        if (instruction instanceof Instruction.Copy copy) {
            copy.from()
                    .flatMap(name -> source(file, name, flag(copy, "from", span)))
                    .ifPresent(stage -> sources.add(stage.index()));
        }
        if (instruction instanceof Instruction.Run run) {
            for (String mount : run.mounts()) {
                RunMount.parse(mount, java.util.function.UnaryOperator.identity(), span)
                        .from()
                        .flatMap(name -> source(file, name, flag(run, "mount", span)))
                        .ifPresent(stage -> sources.add(stage.index()));
            }
        }
        return sources;
    }

    private static SourceSpan flag(Instruction instruction, String name, SourceSpan otherwise) {
        return instruction.text().flags().stream()
                .filter(flag -> flag.name().equals(name))
                .findFirst()
                .map(instruction.text()::span)
                .orElse(otherwise);
    }

    /** Takes away, again and again, what needs nothing that is left; what then remains is or needs a circle. */
    private void refuseCycles() {
        int count = needs.size();
        int[] waiting = new int[count];
        List<List<Integer>> neededBy = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            neededBy.add(new ArrayList<>());
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            waiting[i] = needs.get(i).size();
            for (int needed : needs.get(i)) {
                neededBy.get(needed).add(i);
            }
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            for (int next : neededBy.get(ready.poll())) {
                if (--waiting[next] == 0) {
                    ready.add(next);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (waiting[i] > 0) {
                Stage stage = file.stages().get(inCircle(i, waiting));
                throw ProblemException.of(
                        Mistake.STAGE_CYCLE, stage.from().text().line().span(), stage.label());
            }
        }
    }

    /** Follows what is still waited for until a stage comes again: that one is in the circle. */
    private int inCircle(int from, int[] waiting) {
        boolean[] seen = new boolean[needs.size()];
        int at = from;
        while (!seen[at]) {
            seen[at] = true;
            at = needs.get(at).stream()
                    .filter(needed -> waiting[needed] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        return at;
    }
}

package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.receipt.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Receipts for tests: a machine called lab with an engine and a shell. */
record Receipts(
        Journal journal,
        int shell,
        List<ProcessView> left,
        List<ContainerView> containers,
        List<LayerDiff> layers,
        List<LimitEvent> limits) {
    static Receipts of(Journal journal, int shell) {
        return new Receipts(journal, shell, List.of(), List.of(), List.of(), List.of());
    }

    /** A process that is still there after the run, with its numbers from the machine down to its own namespace. */
    Receipts leaving(int pid, int parent, String command, Integer... numbers) {
        List<ProcessView> more = new ArrayList<>(left);
        more.add(process(pid, parent, command, numbers));
        return new Receipts(journal, shell, more, containers, layers, limits);
    }

    Receipts with(LayerDiff layer) {
        return new Receipts(journal, shell, left, containers, List.of(layer), limits);
    }

    Receipts with(LimitEvent limit) {
        return new Receipts(journal, shell, left, containers, layers, List.of(limit));
    }

    Receipts with(ContainerView container) {
        return new Receipts(journal, shell, left, List.of(container), layers, limits);
    }

    Receipt make() {
        List<ProcessView> before = List.of(process(1, 0, "engine", 1), process(shell, 1, "bash", shell));
        List<ProcessView> after = new ArrayList<>(before);
        after.addAll(left);
        return new Receipt(
                new UUID(0, 17),
                TraceLevel.HIGHLIGHTS,
                Instant.parse("2026-11-20T14:02:11.384Z"),
                new Ending.Exited(0),
                journal,
                layers,
                new Cost(40_100_000, 21_400_000, 3_565_158, 3, 1, 0),
                limits,
                view(before),
                view(after));
    }

    private MachineView view(List<ProcessView> processes) {
        return new MachineView(
                Instant.parse("2026-11-20T14:02:11Z"), "lab", shell, processes, List.of(), containers, List.of());
    }

    private static ProcessView process(int pid, int parent, String command, Integer... numbers) {
        return new ProcessView(
                pid, List.of(numbers), parent, command, List.of(command), "S", 0, pid * 10L, "/", "", Map.of());
    }
}

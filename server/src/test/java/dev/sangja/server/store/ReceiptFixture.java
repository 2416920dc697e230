package dev.sangja.server.store;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A receipt with something in each of its parts, as data for tests of what carries receipts. */
public final class ReceiptFixture {
    private ReceiptFixture() {}

    public static Receipt of(UUID run, Ending ending) {
        MachineView view = new MachineView(
                Instant.parse("2026-11-20T05:02:11Z"),
                "lab",
                412,
                List.of(new ProcessView(
                        412,
                        List.of(412),
                        1,
                        "bash",
                        List.of("bash"),
                        "S",
                        0,
                        99,
                        "/",
                        "",
                        Map.of(NamespaceType.UTS, 4026532211L))),
                List.of(new NamespaceView(NamespaceType.UTS, 4026532211L, List.of("lab"))),
                List.of(),
                List.of());
        JournalEntry entry = new JournalEntry(
                0,
                Origin.LEARNER,
                1872,
                "unshare",
                "",
                1000,
                94_000,
                new SyscallCall(
                        "unshare", List.of(new Argument("flags", new ArgumentValue.Flags(List.of("CLONE_NEWUTS"), 0)))),
                new Outcome.Returned(0));
        return new Receipt(
                run,
                TraceLevel.HIGHLIGHTS,
                Instant.parse("2026-11-20T05:02:11.384Z"),
                ending,
                new Journal(List.of(entry), 0),
                List.of(new LayerDiff(
                        "workbench",
                        "",
                        List.of(new LayerChange(LayerChange.Kind.ADDED, "/tmp/가", "file", -1, 2, Optional.empty())),
                        0,
                        0,
                        2)),
                new Cost(40_100_000, 21_400_000, 3_565_158, 3, 1, 2),
                List.of(new LimitEvent("memory", "machine", 1 << 29, "bytes", "memory.max", "oom_kill 1")),
                view,
                view);
    }
}

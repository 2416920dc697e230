package dev.sangja.web.page;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The machine of the reference page: a shell, unshare, and sleep as number 1 of a PID namespace. */
final class SampleMachine {
    private static final Map<NamespaceType, Long> HOME = Map.of(
            NamespaceType.MNT, 4026532210L,
            NamespaceType.UTS, 4026532211L,
            NamespaceType.IPC, 4026532212L,
            NamespaceType.PID, 4026532213L,
            NamespaceType.NET, 4026532215L,
            NamespaceType.USER, 4026532209L,
            NamespaceType.CGROUP, 4026532214L,
            NamespaceType.TIME, 4026531834L);

    private SampleMachine() {}

    static MachineView before() {
        return new MachineView(
                Samples.NOW,
                "lab",
                412,
                List.of(process(1, 0, "java", List.of(1), Map.of()), process(412, 1, "bash", List.of(412), Map.of())),
                namespaces(false),
                List.of(),
                gauges());
    }

    static MachineView after() {
        Map<NamespaceType, Long> mount = Map.of(NamespaceType.MNT, 4026532301L);
        Map<NamespaceType, Long> both = Map.of(NamespaceType.MNT, 4026532301L, NamespaceType.PID, 4026532302L);
        return new MachineView(
                Samples.NOW,
                "lab",
                412,
                List.of(
                        process(1, 0, "java", List.of(1), Map.of()),
                        process(412, 1, "bash", List.of(412), Map.of()),
                        process(
                                1872,
                                412,
                                "unshare -p -f --mount-proc sh -c ps; exec sleep 9063",
                                List.of(1872),
                                mount),
                        process(1873, 1872, "sleep 9063", List.of(1873, 1), both)),
                namespaces(true),
                List.of(),
                gauges());
    }

    static List<Gauge> gauges() {
        return List.of(
                new Gauge("memory", 63_963_136, 99_614_720, 536_870_912, "bytes", "memory.max", 0),
                new Gauge("processes", 9, 14, 128, "processes", "pids.max", 3),
                new Gauge("cpu", 0.03, 0.4, 1, "cores", "cpu.max", 0),
                new Gauge("disk", 419_430, 419_430, 268_435_456, "bytes", "XFS", 0));
    }

    private static ProcessView process(
            int pid, int parent, String line, List<Integer> pids, Map<NamespaceType, Long> own) {
        Map<NamespaceType, Long> namespaces = new EnumMap<>(HOME);
        namespaces.putAll(own);
        List<String> arguments = List.of(line.split(" "));
        return new ProcessView(pid, pids, parent, arguments.get(0), arguments, "S", 0, pid * 10L, "/", "", namespaces);
    }

    private static List<NamespaceView> namespaces(boolean after) {
        List<NamespaceView> views = new ArrayList<>();
        HOME.forEach((type, inode) ->
                views.add(new NamespaceView(type, inode, type == NamespaceType.UTS ? List.of("lab") : List.of())));
        if (after) {
            views.add(new NamespaceView(
                    NamespaceType.MNT,
                    4026532301L,
                    List.of("612 598 0:57 / /proc rw,nosuid,nodev,noexec - proc proc rw")));
            views.add(new NamespaceView(NamespaceType.PID, 4026532302L, List.of()));
        }
        return views;
    }

    static Journal journal() {
        return new Journal(entries(), 0);
    }

    private static List<JournalEntry> entries() {
        return List.of(
                entry(0, 1872, 612_000, 94_000, ok(0), "unshare", flags("flags", "CLONE_NEWNS", "CLONE_NEWPID")),
                entry(
                        1,
                        1872,
                        790_000,
                        178_000,
                        ok(1873),
                        "clone",
                        flags("flags", "CLONE_CHILD_CLEARTID", "CLONE_CHILD_SETTID", "SIGCHLD")),
                entry(
                        2,
                        1873,
                        1_214_000,
                        28_000,
                        ok(0),
                        "mount",
                        text("source", "none"),
                        text("target", "/"),
                        new Argument("type", new ArgumentValue.Address(0)),
                        flags("flags", "MS_REC", "MS_PRIVATE")),
                entry(
                        3,
                        1873,
                        1_280_000,
                        73_000,
                        ok(0),
                        "mount",
                        text("source", "proc"),
                        text("target", "/proc"),
                        text("type", "proc"),
                        flags("flags", "MS_NOSUID", "MS_NODEV", "MS_NOEXEC")),
                entry(
                        4,
                        1873,
                        1_824_000,
                        294_000,
                        ok(0),
                        "execve",
                        text("path", "/usr/bin/sh"),
                        new Argument(
                                "argv", new ArgumentValue.Words(List.of("sh", "-c", "ps; exec sleep 9063"), false))),
                entry(5, 1873, 9_370_000, 270_000, new Outcome.Failed(12, "ENOMEM", "Cannot allocate memory"), "vfork"),
                entry(6, 1874, 9_530_000, 222_000, ok(0), "execve", text("path", "/usr/bin/ps")),
                entry(
                        7,
                        1874,
                        30_750_000,
                        0,
                        new Outcome.Unfinished(),
                        "exit_group",
                        new Argument("code", new ArgumentValue.Whole(0))),
                entry(8, 1873, 31_801_000, 292_000, ok(0), "execve", text("path", "/usr/bin/sleep")));
    }

    private static Outcome ok(long value) {
        return new Outcome.Returned(value);
    }

    private static Argument text(String name, String value) {
        return new Argument(name, new ArgumentValue.Text(value, false));
    }

    private static Argument flags(String name, String... names) {
        return new Argument(name, new ArgumentValue.Flags(List.of(names), 0));
    }

    private static JournalEntry entry(
            long sequence, int pid, long start, long took, Outcome outcome, String name, Argument... arguments) {
        return new JournalEntry(
                sequence,
                Origin.LEARNER,
                pid,
                pid == 1872 ? "unshare" : "sh",
                "",
                start,
                took,
                new SyscallCall(name, List.of(arguments)),
                outcome);
    }
}

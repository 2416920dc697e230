package dev.sangja.web.page;

import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.story.Storyteller;
import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.runtime.receipt.TextDiff;
import dev.sangja.web.lesson.CellWork;
import dev.sangja.web.lesson.CheckWork;
import dev.sangja.web.lesson.RunView;
import dev.sangja.web.lesson.StepMark;
import dev.sangja.web.lesson.StepView;
import dev.sangja.web.machine.MachineStatus;
import dev.sangja.web.machine.PanelView;
import dev.sangja.web.output.OutputChunk;
import dev.sangja.web.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Values like those of a real session, for pages that are looked at. */
final class Samples {
    static final Course COURSE = CourseReader.read(Folder.ofProduct());
    private static final Storyteller STORIES = Storyteller.load();
    static final Instant NOW = Instant.parse("2026-11-20T05:02:11.384Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private Samples() {}

    static Words words(Language language) {
        return Words.in(language, ZONE);
    }

    static Frame frame(Language language, String path, MachineStatus.Kind kind) {
        return new Frame(words(language), path, status(kind));
    }

    static MachineStatus status(MachineStatus.Kind kind) {
        return new MachineStatus(
                kind,
                NOW.minusSeconds(720),
                2,
                kind == MachineStatus.Kind.GONE ? "The kernel ended the engine for want of memory (137)" : "",
                Optional.of(SampleMachine.gauges().get(0)));
    }

    /** Lesson 6, the first step that has a map, with three cells run in different ways. */
    static StepView step(Language language, int number, MachineStatus.Kind kind) {
        CourseLesson place = COURSE.find("namespaces").orElseThrow();
        Lesson lesson = place.content().orElseThrow();
        Step step = lesson.step(Integer.toString(number)).orElseThrow();
        Course.Track track = COURSE.tracks().stream()
                .filter(one -> one.id().equals(place.track()))
                .findFirst()
                .orElseThrow();
        Map<String, CellWork> work = new HashMap<>();
        int at = 0;
        for (dev.sangja.lessons.model.Cell cell : step.cells()) {
            if (cell instanceof dev.sangja.lessons.model.Cell.Shell) {
                run(at++, language, kind == MachineStatus.Kind.GONE)
                        .ifPresent(run -> work.put(
                                cell.id(),
                                new CellWork(Optional.empty(), Optional.of(run), Map.of(), Optional.empty())));
            }
        }
        PanelView panel = new PanelView(
                status(kind),
                Optional.of(SampleMachine.before()),
                Optional.of(SampleMachine.after()),
                List.of(layers()),
                Optional.of(1));
        Map<String, StepMark> marks = Map.of(lesson.steps().get(0).id(), StepMark.PASSED);
        return new StepView(track, lesson, step, marks, work, Map.of(), CheckWork.NONE, panel);
    }

    private static Optional<RunView> run(int index, Language language, boolean gone) {
        return switch (index) {
            case 0 ->
                Optional.of(run(
                        17,
                        receipt(new Ending.Exited(0), List.of(), List.of()),
                        language,
                        List.of(
                                out(
                                        OutputStreamName.STDOUT,
                                        "[1] 1872\n    PID TTY          TIME CMD\n      1 pts/0    00:00:00 sh\n      2 pts/0    00:00:00 ps\n")),
                        gone));
            case 1 ->
                Optional.of(run(
                        18,
                        receipt(new Ending.Exited(2), List.of(layers()), List.of()),
                        language,
                        List.of(
                                out(
                                        OutputStreamName.STDOUT,
                                        "\u001b[1;32mok\u001b[0m 한글 출력 두 칸\n" + "line\n".repeat(34)),
                                out(OutputStreamName.STDERR, "sh: 1: Cannot fork\n")),
                        gone));
            default -> Optional.empty();
        };
    }

    static RunView run(int number, Receipt receipt, Language language, List<OutputChunk> output, boolean lost) {
        return new RunView(
                receipt.run(),
                number,
                receipt.startedAt().plusSeconds(number),
                Optional.of(receipt.startedAt().plusSeconds(number)),
                output,
                0,
                Optional.of(receipt),
                STORIES.tell(receipt, language),
                lost);
    }

    static OutputChunk out(OutputStreamName stream, String text) {
        return new OutputChunk(stream, text);
    }

    static Receipt receipt(Ending ending, List<LayerDiff> layers, List<LimitEvent> limits) {
        return new Receipt(
                new UUID(1, 17),
                TraceLevel.HIGHLIGHTS,
                NOW,
                ending,
                SampleMachine.journal(),
                layers,
                new Cost(40_123_456, 21_400_000, 3_565_158, 3, 1, 0),
                limits,
                SampleMachine.before(),
                SampleMachine.after());
    }

    static LayerDiff layers() {
        TextDiff text = new TextDiff(
                List.of(
                        new TextDiff.Line(TextDiff.Line.Kind.REMOVED, "<h1>shop 1.0</h1>"),
                        new TextDiff.Line(TextDiff.Line.Kind.ADDED, "v2")),
                0);
        return new LayerDiff(
                "d1",
                "c0ffee",
                List.of(
                        change(LayerChange.Kind.ADDED, "/tmp/app.conf", -1, 73, Optional.empty()),
                        change(LayerChange.Kind.DELETED, "/www/cgi-bin/burn", 119, -1, Optional.empty()),
                        change(LayerChange.Kind.METADATA, "/www/cgi-bin/info", 262, 262, Optional.empty()),
                        change(LayerChange.Kind.MODIFIED, "/www/index.html", 18, 3, Optional.of(text))),
                0,
                73,
                76);
    }

    private static LayerChange change(
            LayerChange.Kind kind, String path, long before, long after, Optional<TextDiff> text) {
        return new LayerChange(kind, path, "file", before, after, text);
    }

    static LimitEvent memoryLimit() {
        return new LimitEvent("memory", "m3", 33_554_432, "bytes", "memory.max", "oom 1, oom_kill 1");
    }

    static HomeView home(boolean fresh) {
        CourseLesson place = COURSE.find("namespaces").orElseThrow();
        Step step = place.content().orElseThrow().steps().get(1);
        Map<String, Map<String, StepMark>> marks = Map.of(
                "namespaces",
                Map.of(place.content().orElseThrow().steps().get(0).id(), StepMark.PASSED, step.id(), StepMark.BEGUN));
        HomeView.Day day = new HomeView.Day(
                NOW.minusSeconds(2700), NOW, 23, 1204, 17, 31, 12, 3, 2, 421_888, Map.of("pids.max", 1), 9, 5, 2, 4);
        return fresh
                ? new HomeView(COURSE, Map.of(), Optional.empty(), Optional.empty(), List.of())
                : new HomeView(
                        COURSE,
                        marks,
                        Optional.of(new HomeView.Resume(place, step, NOW, 3)),
                        Optional.of(day),
                        List.of());
    }

    static List<Finding> findings() {
        return List.of(
                new Finding(
                        Finding.State.MISSING,
                        "user namespaces",
                        "`unshare --user true`: EPERM",
                        "머신을 띄울 수 없습니다.",
                        "`sudo sysctl kernel.unprivileged_userns_clone=1`"),
                new Finding(
                        Finding.State.DEGRADED,
                        "cgroup v2",
                        "`/sys/fs/cgroup` is not delegated",
                        "한도는 rlimit로만 겁니다.",
                        ""),
                new Finding(Finding.State.THERE, "overlayfs", "`userxattr`, kernel 6.1", "", ""),
                new Finding(Finding.State.THERE, "seccomp", "`RET_TRACE`", "", ""));
    }

    static Gauge memory() {
        return SampleMachine.gauges().get(0);
    }
}

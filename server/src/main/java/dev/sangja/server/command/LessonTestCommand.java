package dev.sangja.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.proof.LessonProof;
import dev.sangja.server.notebook.LessonProver.Result;
import dev.sangja.server.notebook.LessonProver.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code lesson test [ID] [--step STEP]}: proves on real machines what lessons promise, and names each step and state
 * that failed.
 */
final class LessonTestCommand implements Command {
    private final Map<String, String> environment;

    LessonTestCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> words, Console console) throws Exception {
        if (words.isEmpty() || !words.get(0).equals("test")) {
            throw new UsageException("lesson 다음에는 test가 옵니다", "lesson is followed by test");
        }
        Arguments arguments = Arguments.parse(words.subList(1, words.size()), Set.of("--json", "--step"), Set.of());
        List<Lesson> lessons = lessons(arguments.onlyOperand());
        Optional<String> step = arguments.value("--step");
        Optional<Path> file = arguments.value("--json").map(LessonTestCommand::path);
        List<Verdict> verdicts = new ArrayList<>();
        try (Laboratory laboratory = Laboratory.open(
                ProductMachines.open(Settings.standardData(environment), ProductMachines.Purpose.PROOFS))) {
            for (Lesson lesson : lessons) {
                for (LessonProof.Case promise : promises(lesson, step)) {
                    Verdict verdict = laboratory.prover().prove(lesson, promise);
                    verdicts.add(verdict);
                    print(verdict, console);
                }
            }
        }
        file.ifPresent(target -> write(target, verdicts));
        long failed = verdicts.stream()
                .filter(verdict -> verdict.result() == Result.BROKEN)
                .count();
        console.tell(
                "증명 " + verdicts.size() + "건, 실패 " + failed + "건", verdicts.size() + " proofs, " + failed + " failed");
        return failed == 0 && !verdicts.isEmpty() ? 0 : 1;
    }

    /** What that lesson promises of the step, or of every step. */
    private static List<LessonProof.Case> promises(Lesson lesson, Optional<String> step) {
        return LessonProof.of(lesson).cases().stream()
                .filter(promise ->
                        step.isEmpty() || step.get().equals(promise.step().id()))
                .toList();
    }

    private static List<Lesson> lessons(Optional<String> name) {
        Course course = CourseReader.read(Folder.ofProduct());
        if (name.isEmpty()) {
            return course.written();
        }
        String asked = name.get();
        return List.of(course.find(asked)
                .orElseThrow(() -> new UsageException("그런 레슨이 없습니다: " + asked, "there is no such lesson: " + asked))
                .content()
                .orElseThrow(() ->
                        new UsageException("아직 쓰지 않은 레슨입니다: " + asked, "the lesson is not written yet: " + asked)));
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException malformed) {
            throw new UsageException("--json이 경로가 아닙니다: " + text, "--json is no path: " + text);
        }
    }

    private static void print(Verdict verdict, Console console) {
        console.out()
                .printf(
                        "%s  %s %s %s (%d ms)%n",
                        switch (verdict.result()) {
                            case KEPT -> "ok    ";
                            case BROKEN -> "FAILED";
                            case NOT_MADE -> "-     ";
                        },
                        verdict.lesson(),
                        verdict.step(),
                        verdict.state(),
                        verdict.millis());
        if (!verdict.reason().isEmpty()) {
            console.out().println("        " + verdict.reason());
        }
    }

    private static void write(Path file, List<Verdict> verdicts) {
        try {
            Files.writeString(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(verdicts) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write " + file, failure);
        }
    }
}

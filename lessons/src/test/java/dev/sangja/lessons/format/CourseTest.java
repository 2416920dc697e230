package dev.sangja.lessons.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.model.Block;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.model.WrongState;
import dev.sangja.lessons.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gates of the content. Most of them are in the reader itself: a course that breaks one does not load. */
class CourseTest {
    private static final Path RESOURCES = Path.of("src/main/resources/lessons");

    private final Course course = CourseReader.read(Folder.ofProduct());

    @Test
    void listsSixteenLessonsOnSixTracks() {
        assertThat(course.tracks()).hasSize(6);
        assertThat(course.lessons()).hasSize(16);
        assertThat(course.lessons().stream().mapToInt(CourseLesson::stepCount).sum())
                .isEqualTo(121);
        for (CourseLesson lesson : course.lessons()) {
            assertThat(lesson.needs())
                    .allSatisfy(slug -> assertThat(course.find(slug)).isPresent());
        }
    }

    @Test
    void findsALessonBySlugNumberAndFolder() {
        assertThat(course.find("namespaces"))
                .isEqualTo(course.find("6"))
                .isEqualTo(course.find("06-namespaces"))
                .isPresent();
        assertThat(course.find("nothing")).isEmpty();
    }

    @Test
    void everyWrittenStepHasProseACellAndTwoHints() {
        for (Step step : steps()) {
            assertThat(step.blocks()).as(step.id()).anyMatch(Block.Prose.class::isInstance);
            assertThat(step.cells()).as(step.id()).anyMatch(cell -> !(cell instanceof Cell.Quiz));
            assertThat(step.hints()).as(step.id()).hasSize(2);
            assertThat(step.solution()).as(step.id()).isNotEmpty();
        }
    }

    @Test
    void everyStepDeclaresWrongStatesOnceEach() {
        for (Step step : steps()) {
            List<WrongState> states = step.wrongStates();
            assertThat(states).as(step.id()).isNotEmpty();
            assertThat(states).as(step.id()).doesNotHaveDuplicates();
        }
    }

    @Test
    void noSentenceShowsMarkupThatWasNotUnderstood() {
        for (Step step : steps()) {
            for (Block block : step.blocks()) {
                if (block instanceof Block.Prose prose) {
                    for (Language language : Language.values()) {
                        assertThat(prose.html().in(language)).as(step.id()).doesNotContain("**", "](", "::", "\u2060");
                    }
                }
            }
        }
    }

    @Test
    void theDeclaredLengthIsThatOfTheSteps() {
        for (Lesson lesson : course.written()) {
            int minutes = lesson.steps().stream().mapToInt(Step::minutes).sum();
            assertThat(minutes).as(lesson.slug()).isLessThanOrEqualTo(lesson.minutes());
        }
    }

    @Test
    void everyFileOfALessonIsUsed() throws IOException {
        for (CourseLesson entry : course.lessons()) {
            if (entry.planned()) {
                continue;
            }
            Set<String> known = new HashSet<>();
            Folder recording = path -> {
                known.add(path);
                return Folder.of(RESOURCES).read(path);
            };
            LessonReader.read(recording, entry.folder(), entry.number(), course.glossary());
            known.add(entry.folder() + "/" + TranslationRecord.FILE);
            assertThat(known).containsAll(filesBelow(RESOURCES.resolve(entry.folder())));
        }
    }

    @Test
    void noTranslationIsStale() {
        for (CourseLesson entry : course.lessons()) {
            if (!entry.planned()) {
                assertThat(TranslationRecord.problems(Folder.of(RESOURCES), entry.folder()))
                        .as(entry.folder())
                        .isEmpty();
            }
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        course.written().forEach(lesson -> steps.addAll(lesson.steps()));
        assertThat(steps).isNotEmpty();
        return steps;
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString())
                    .toList();
        }
    }
}

package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.text.Language;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole lessons, done in a browser as a learner does them. */
@ExtendWith(RunningServer.Shared.class)
class LessonBrowserIT {
    private static final Pattern NAMESPACE = Pattern.compile("-> (\\w+:\\[\\d+])");

    @Test
    void everyStepOfLessonSixTurnsGreenInKorean(RunningServer server) {
        try (Browser browser = Browser.open(server.address(), false)) {
            new LessonWalk(browser, lesson("namespaces"), Language.KO, Map.of("shared", LessonBrowserIT::shared))
                    .walk();
            assertThat(browser.hostsAsked()).containsExactly("localhost");
        }
    }

    @Test
    void everyStepOfLessonEightTurnsGreenInEnglish(RunningServer server) {
        try (Browser browser = Browser.open(server.address(), true)) {
            new LessonWalk(browser, lesson("container-by-hand"), Language.EN, Map.of()).walk();
            assertThat(browser.hostsAsked()).containsExactly("localhost");
        }
    }

    private static Lesson lesson(String slug) {
        return CourseReader.read(Folder.ofProduct())
                .find(slug)
                .flatMap(CourseLesson::content)
                .orElseThrow();
    }

    /** Which kinds have the same number in both lists of 6.1. */
    private static String shared(StepPage page) {
        Set<String> same = namespaces(page.output("map-shell"));
        same.retainAll(namespaces(page.output("map-box")));
        return same.stream().map(line -> line.substring(0, line.indexOf(':'))).collect(Collectors.joining(" "));
    }

    /** What the links in /proc/PID/ns lead to, such as {@code mnt:[4026531841]}, without those of children to come. */
    private static Set<String> namespaces(String listing) {
        Set<String> found = new TreeSet<>();
        Matcher line = NAMESPACE.matcher(listing);
        while (line.find()) {
            found.add(line.group(1));
        }
        return found;
    }
}

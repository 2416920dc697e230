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
    void everyStepOfLessonThreeTurnsGreenInKorean(RunningServer server) {
        try (Browser browser = Browser.open(server.address(), false)) {
            new LessonWalk(
                            browser,
                            lesson("layers"),
                            Language.KO,
                            Map.of(
                                    "count",
                                    page -> Integer.toString(layers(page.output("unfold-layers"))),
                                    "layer",
                                    page -> found(page.output("unfold-layers"), "(?m)^(\\d+) .*/bin/busybox "),
                                    "extra",
                                    page -> Long.toString(writable(page.output("twelve-size")))))
                    .walk();
            assertThat(browser.hostsAsked()).containsExactly("localhost");
        }
    }

    @Test
    void everyStepOfLessonFourTurnsGreenInEnglish(RunningServer server) {
        try (Browser browser = Browser.open(server.address(), true)) {
            new LessonWalk(
                            browser,
                            lesson("dockerfile"),
                            Language.EN,
                            Map.of(
                                    "one",
                                    page -> Integer.toString(layers(page.output("meta-first")) - 1),
                                    "two",
                                    page -> Integer.toString(layers(page.output("meta-second")) - 1)))
                    .walk();
            assertThat(browser.hostsAsked()).containsExactly("localhost");
        }
    }

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

    /** How many rows {@code lab layers} shows. */
    private static int layers(String output) {
        String table = output.substring(output.indexOf("LAYER "));
        return (int) table.lines()
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.matches("\\d+ .*"))
                .count();
    }

    /** The containers' own sizes in {@code docker ps -s}, added up. */
    private static long writable(String listing) {
        Matcher size = Pattern.compile("(\\d+)B \\(virtual").matcher(listing);
        long sum = 0;
        while (size.find()) {
            sum += Long.parseLong(size.group(1));
        }
        return sum;
    }

    private static String found(String output, String pattern) {
        Matcher match = Pattern.compile(pattern).matcher(output);
        assertThat(match.find()).as(pattern + " in " + output).isTrue();
        return match.group(1);
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

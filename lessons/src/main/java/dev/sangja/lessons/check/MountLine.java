package dev.sangja.lessons.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/mountinfo}; see proc(5).
 *
 * @param root which part of the file system is mounted
 * @param point where it is mounted
 * @param type the file system's type
 * @param source what it was mounted from
 * @param options its own options, then those of its super block, joined by a comma
 */
record MountLine(String root, String point, String type, String source, String options) {
    private static final int ROOT = 3;
    private static final int POINT = 4;
    private static final int OPTIONS = 5;

    /** The mount that a line tells of; empty if it is no such line. */
    static Optional<MountLine> parse(String line) {
        List<String> words = Arrays.asList(line.strip().split(" +"));
        int dash = words.indexOf("-");
        if (dash <= OPTIONS || words.size() < dash + 4) {
            return Optional.empty();
        }
        return Optional.of(new MountLine(
                plain(words.get(ROOT)),
                plain(words.get(POINT)),
                words.get(dash + 1),
                plain(words.get(dash + 2)),
                words.get(OPTIONS) + "," + words.get(dash + 3)));
    }

    /** Undoes the kernel's octal escapes of blank, tab, line end and backslash. */
    private static String plain(String word) {
        return word.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}

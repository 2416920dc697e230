package dev.sangja.runtime.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An overlay file system as {@code /proc/PID/mountinfo} tells it; proc_pid_mountinfo(5) and the kernel's overlayfs.rst.
 *
 * @param lower its lower directories, the topmost first
 * @param upper its upper directory; empty if it is read-only
 */
record OverlayMount(List<String> lower, Optional<String> upper) {
    private static final int POINT = 4;

    OverlayMount {
        lower = List.copyOf(lower);
    }

    /** The overlay that is mounted there, the last one if several are; empty if what is seen there is none. */
    static Optional<OverlayMount> at(String mountInfo, String point) {
        Optional<OverlayMount> found = Optional.empty();
        for (String line : mountInfo.lines().toList()) {
            int dash = line.indexOf(" - ");
            String[] words = line.split(" ", -1);
            if (dash > 0 && words.length > POINT && unescaped(words[POINT]).equals(point)) {
                found = parse(line.substring(dash + 3).split(" ", 3));
            }
        }
        return found;
    }

    /** Type, source, and the options of the file system. */
    private static Optional<OverlayMount> parse(String[] tail) {
        if (tail.length < 3 || !tail[0].equals("overlay")) {
            return Optional.empty();
        }
        List<String> lower = new ArrayList<>();
        Optional<String> upper = Optional.empty();
        for (String option : tail[2].split("(?<!\\\\),", -1)) {
            int equals = option.indexOf('=');
            String value = equals < 0 ? "" : unescaped(option.substring(equals + 1));
            switch (equals < 0 ? option : option.substring(0, equals)) {
                case "lowerdir" -> Arrays.stream(value.split("(?<!\\\\):", -1)).forEach(lower::add);
                case "lowerdir+" -> lower.add(value);
                case "upperdir" -> upper = Optional.of(value);
                default -> {
                    // Nothing else says where layers lie.
                }
            }
        }
        boolean absolute = lower.stream().allMatch(path -> path.startsWith("/"));
        return lower.isEmpty() || !absolute ? Optional.empty() : Optional.of(new OverlayMount(lower, upper));
    }

    /** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\' && text.substring(at).matches("(?s)\\\\[0-7]{3}.*")) {
                plain.append((char) Integer.parseInt(text.substring(at + 1, at + 4), 8));
                at += 3;
            } else {
                plain.append(text.charAt(at));
            }
        }
        return plain.toString();
    }
}

package dev.sangja.runtime.machine;

import java.util.List;

/**
 * How a machine's user and group ids map to the computer's; user_namespaces(7).
 *
 * @param lines the map, the same for users and groups
 * @param writer who writes it
 */
record IdentityMap(List<Line> lines, Writer writer) {
    IdentityMap {
        lines = List.copyOf(lines);
    }

    /** Whether the machine has more ids than one. */
    boolean many() {
        return lines.stream().mapToLong(Line::count).sum() > 1;
    }

    /** The computer's id behind the machine's id 0. */
    long root() {
        return lines.get(0).outside();
    }

    /** The content of {@code /proc/PID/uid_map}. */
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.inside())
                .append(' ')
                .append(line.outside())
                .append(' ')
                .append(line.count())
                .append('\n'));
        return text.toString();
    }

    /** A run of ids. */
    record Line(long inside, long outside, long count) {}

    /** Who may write such a map. */
    enum Writer {
        /** This process is root: it writes any map. */
        ROOT,
        /** newuidmap(1) and newgidmap(1) write it, by leave of {@code /etc/subuid} and {@code /etc/subgid}. */
        NEWUIDMAP,
        /** This process writes it: only its own id, and groups cannot be changed inside. */
        SELF
    }
}

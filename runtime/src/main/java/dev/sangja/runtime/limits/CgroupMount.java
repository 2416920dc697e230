package dev.sangja.runtime.limits;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mounted hierarchy of control groups, from a line of {@code /proc/PID/mountinfo}; proc_pid_mountinfo(5).
 *
 * @param version which design
 * @param mountPoint where it is mounted
 * @param root which group of the hierarchy is seen there, such as {@code /}
 * @param readOnly whether it is mounted so
 * @param options of the file system: the controllers, with version 1
 */
record CgroupMount(CgroupVersion version, Path mountPoint, String root, boolean readOnly, Set<String> options) {
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;
    private static final int MOUNT_OPTIONS = 5;

    CgroupMount {
        options = Set.copyOf(options);
    }

    /** Those of the lines that are such mounts. */
    static List<CgroupMount> parse(String mountInfo) {
        return mountInfo.lines().flatMap(line -> parseLine(line).stream()).toList();
    }

    private static Optional<CgroupMount> parseLine(String line) {
        int separator = line.indexOf(" - ");
        if (separator < 0) {
            return Optional.empty();
        }
        String[] fields = line.substring(0, separator).split(" ", -1);
        String[] fileSystem = line.substring(separator + 3).split(" ", 3);
        Optional<CgroupVersion> version = versionOf(fileSystem[0]);
        if (version.isEmpty() || fields.length <= MOUNT_OPTIONS || fileSystem.length < 3) {
            return Optional.empty();
        }
        Set<String> options = words(fileSystem[2]);
        boolean readOnly = words(fields[MOUNT_OPTIONS]).contains("ro") || options.contains("ro");
        Path mountPoint = Path.of(unescape(fields[MOUNT_POINT]));
        return Optional.of(new CgroupMount(version.get(), mountPoint, unescape(fields[ROOT]), readOnly, options));
    }

    private static Optional<CgroupVersion> versionOf(String type) {
        return switch (type) {
            case "cgroup" -> Optional.of(CgroupVersion.V1);
            case "cgroup2" -> Optional.of(CgroupVersion.V2);
            default -> Optional.empty();
        };
    }

    private static Set<String> words(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1)).collect(Collectors.toSet());
    }

    /** Space, tab, newline and backslash are written in octal there. */
    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}

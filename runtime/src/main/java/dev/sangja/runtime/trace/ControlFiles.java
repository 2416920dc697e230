package dev.sangja.runtime.trace;

import java.util.regex.Pattern;

/** Which paths make a write, or an open, worth showing. */
final class ControlFiles {
    private static final Pattern WRITTEN = Pattern.compile(
            "/proc/(self|thread-self|\\d+)(/task/\\d+)?/(uid_map|gid_map|setgroups|projid_map|timens_offsets|oom_score_adj)"
                    + "|/proc/sys/.+|/sys/fs/cgroup/.+");
    private static final Pattern DOOR = Pattern.compile("/+proc/+[^/]+/+(root|cwd)(/.*)?");

    private ControlFiles() {}

    /** Whether what is written there changes the kernel's mind: id maps, clock offsets, control groups, sysctls. */
    static boolean isControl(String path) {
        return WRITTEN.matcher(path).matches();
    }

    /** Whether it leads into another process's file tree, and so perhaps out of one's own root. */
    static boolean isDoor(String path) {
        return DOOR.matcher(path).matches();
    }
}

package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths: Go's filepath.Match for each part of the path, and {@code **} for any number of parts. Matches
 * without backtracking over more than one star at a time. Immutable.
 */
public final class PathPattern {
    private static final String ANY_PARTS = "**";

    private final List<String> parts;

    private PathPattern(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Reads a pattern, relative and with slashes; {@link IllegalArgumentException} if it is none. */
    public static PathPattern parse(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : clean(pattern).split("/", -1)) {
            if (!part.equals(ANY_PARTS)) {
                PartPattern.check(part, pattern);
            }
            boolean twice = part.equals(ANY_PARTS)
                    && !parts.isEmpty()
                    && parts.get(parts.size() - 1).equals(ANY_PARTS);
            if (!twice) {
                parts.add(part);
            }
        }
        return new PathPattern(parts);
    }

    /** Whether a text has a character that only a pattern means. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** A path without {@code .}, {@code ..}, doubled and outer slashes; it never leads above its start. */
    public static String clean(String path) {
        List<String> kept = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.add(part);
            }
        }
        return String.join("/", kept);
    }

    /** Whether it may match at any depth. */
    public boolean isDeep() {
        return parts.contains(ANY_PARTS);
    }

    /** Whether the path matches as a whole. */
    public boolean matches(String path) {
        boolean[] ends = ends(path.split("/", -1));
        return ends[ends.length - 1];
    }

    /** Whether the path or a directory above it matches. */
    boolean matchesOrParent(String path) {
        boolean[] ends = ends(path.split("/", -1));
        for (int i = 1; i < ends.length; i++) {
            if (ends[i]) {
                return true;
            }
        }
        return false;
    }

    /** After how many parts of the path all of the pattern can have matched. */
    private boolean[] ends(String[] path) {
        boolean[] reached = new boolean[path.length + 1];
        reached[0] = true;
        for (int p = 0; p < parts.size(); p++) {
            String part = parts.get(p);
            boolean[] next = new boolean[path.length + 1];
            if (part.equals(ANY_PARTS)) {
                // At the end of a pattern it stands for at least one part.
                boolean some = p > 0 && p == parts.size() - 1;
                boolean any = false;
                for (int i = 0; i <= path.length; i++) {
                    boolean before = any;
                    any = any || reached[i];
                    next[i] = some ? before : any;
                }
            } else {
                for (int i = 0; i < path.length; i++) {
                    next[i + 1] = reached[i] && PartPattern.matches(part, path[i]);
                }
            }
            reached = next;
        }
        return reached;
    }
}

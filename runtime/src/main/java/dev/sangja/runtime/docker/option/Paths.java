package dev.sangja.runtime.docker.option;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of a container or of the workbench, as text: nothing is looked up. */
public final class Paths {
    private Paths() {}

    /** The path as an absolute one. */
    public static String resolve(String workingDirectory, String path) {
        return clean(path.startsWith("/") ? path : workingDirectory + "/" + path);
    }

    /** An absolute path without empty parts, dots and double dots, and without a slash at its end. */
    public static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The directory that holds it. */
    public static String parent(String clean) {
        int slash = clean.lastIndexOf('/');
        return slash <= 0 ? "/" : clean.substring(0, slash);
    }

    /** Its last part; empty for the root. */
    public static String name(String clean) {
        return clean.substring(clean.lastIndexOf('/') + 1);
    }
}

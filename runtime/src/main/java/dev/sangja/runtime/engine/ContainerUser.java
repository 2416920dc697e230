package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who a container's process runs as.
 *
 * @param user its user id
 * @param group its group id
 * @param home its home directory
 */
record ContainerUser(int user, int group, String home) {
    private static final int LARGEST_FILE = 1 << 20;

    /**
     * Reads {@code name}, {@code uid}, and either with {@code :group}, against the passwd(5) and group(5) of the root
     * that the calling thread sees.
     */
    static ContainerUser find(String text) {
        String wanted = text.isEmpty() ? "0" : text;
        int colon = wanted.indexOf(':');
        String name = colon < 0 ? wanted : wanted.substring(0, colon);
        Optional<String[]> line = lines("/etc/passwd", 7).stream()
                .filter(fields -> fields[0].equals(name) || fields[2].equals(name))
                .findFirst();
        if (line.isEmpty() && !isNumber(name)) {
            throw ContainerProblem.CommandFailed.before(
                    "unable to find user " + name + ": no matching entries in passwd file");
        }
        int user = line.map(fields -> number(fields[2])).orElseGet(() -> number(name));
        int group = colon < 0 ? line.map(fields -> number(fields[3])).orElse(0) : group(wanted.substring(colon + 1));
        return new ContainerUser(user, group, line.map(fields -> fields[5]).orElse("/"));
    }

    private static int group(String name) {
        return lines("/etc/group", 3).stream()
                .filter(fields -> fields[0].equals(name))
                .findFirst()
                .map(fields -> number(fields[2]))
                .orElseGet(() -> {
                    if (!isNumber(name)) {
                        throw ContainerProblem.CommandFailed.before(
                                "unable to find group " + name + ": no matching entries in group file");
                    }
                    return number(name);
                });
    }

    private static List<String[]> lines(String file, int leastFields) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_FILE) {
                return List.of();
            }
            return Files.readAllLines(path).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length >= leastFields && isNumber(fields[2]))
                    .toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }

    private static int number(String text) {
        return isNumber(text) ? Integer.parseInt(text) : 0;
    }
}

package dev.sangja.server.doctor;

import dev.sangja.server.doctor.Finding.Status;
import java.nio.file.Path;
import java.util.Optional;

/** Which ids a machine of this user may have; see subuid(5) and newuidmap(1). */
final class SubordinateIds {
    private SubordinateIds() {}

    static Finding find() {
        String user = System.getProperty("user.name", "");
        if (user.equals("root")) {
            return new Finding(Feature.SUBORDINATE_IDS, Status.OK, "root gives each machine 65536 ids of its own");
        }
        boolean tools = Doctor.isOnPath("newuidmap") && Doctor.isOnPath("newgidmap");
        Optional<String> users =
                rangeOf(user, Doctor.text(Path.of("/etc/subuid")).orElse(""));
        Optional<String> groups =
                rangeOf(user, Doctor.text(Path.of("/etc/subgid")).orElse(""));
        if (tools && users.isPresent() && groups.isPresent()) {
            return new Finding(Feature.SUBORDINATE_IDS, Status.OK, "/etc/subuid: " + users.get());
        }
        String lack = tools ? "no range for " + user + " in /etc/subuid or /etc/subgid" : "newuidmap is not installed";
        return new Finding(Feature.SUBORDINATE_IDS, Status.DEGRADED, lack);
    }

    /** The first line of a file in the format of subuid(5) that gives the user ids. */
    static Optional<String> rangeOf(String user, String file) {
        return file.lines()
                .map(String::strip)
                .filter(line -> line.matches("[^:]+:\\d+:[1-9]\\d*") && line.startsWith(user + ":"))
                .findFirst();
    }
}

package dev.sangja.runtime.machine;

import dev.sangja.runtime.machine.IdentityMap.Line;
import dev.sangja.runtime.machine.IdentityMap.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the widest id map that this process may give a machine: a range of its own for each (root), the user's
 * subordinate ids (newuidmap), or the user's own id alone.
 */
final class IdentityLadder {
    private static final int RANGE = 65_536;
    /** Above the ranges that distributions hand out in /etc/subuid, below those that systemd-nspawn picks from. */
    private static final long FIRST_ROOT_RANGE = 0x3000_0000L;

    /** How many machines may be there before ranges are shared. */
    static final int ROOT_RANGES = 4096;

    private final long user;
    private final long group;
    private final String userName;

    IdentityLadder(long user, long group, String userName) {
        this.user = user;
        this.group = group;
        this.userName = userName;
    }

    /** The ladder of the user that runs this process. */
    static IdentityLadder ofThisProcess() throws IOException {
        Path self = Path.of("/proc/self");
        long user = ((Integer) Files.getAttribute(self, "unix:uid")).longValue();
        long group = ((Integer) Files.getAttribute(self, "unix:gid")).longValue();
        return new IdentityLadder(user, group, System.getProperty("user.name", ""));
    }

    boolean isRoot() {
        return user == 0;
    }

    /** The user map of the machine in that slot; slots count from 0. */
    IdentityMap users(int slot) throws IOException {
        return map(slot, user, "subuid", "newuidmap");
    }

    /** The group map of the machine in that slot. */
    IdentityMap groups(int slot) throws IOException {
        return map(slot, group, "subgid", "newgidmap");
    }

    private IdentityMap map(int slot, long own, String file, String tool) throws IOException {
        if (isRoot()) {
            long first = FIRST_ROOT_RANGE + (long) RANGE * Math.floorMod(slot, ROOT_RANGES);
            return new IdentityMap(List.of(new Line(0, first, RANGE)), Writer.ROOT);
        }
        Optional<Line> subordinate = subordinate(Path.of("/etc", file), own);
        if (subordinate.isPresent() && onPath(tool)) {
            return new IdentityMap(List.of(new Line(0, own, 1), subordinate.get()), Writer.NEWUIDMAP);
        }
        return new IdentityMap(List.of(new Line(0, own, 1)), Writer.SELF);
    }

    /** The first range of the user in subuid(5), mapped from 1 on. */
    private Optional<Line> subordinate(Path file, long own) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.strip().split(":", -1);
            if (fields.length == 3 && (fields[0].equals(userName) || fields[0].equals(Long.toString(own)))) {
                long count = Math.min(Long.parseLong(fields[2]), RANGE - 1);
                return Optional.of(new Line(1, Long.parseLong(fields[1]), count));
            }
        }
        return Optional.empty();
    }

    private static boolean onPath(String tool) {
        for (String directory : System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory.isEmpty() ? "." : directory, tool))) {
                return true;
            }
        }
        return false;
    }
}

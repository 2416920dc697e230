package dev.sangja.server.bench;

import java.util.List;

/**
 * Another tool that does what we measure, on the same host as the same user.
 *
 * @param name what it is called in the figures
 * @param command how it is started
 * @param samples how long it took, in milliseconds; empty if it does not work here
 */
record Peer(String name, List<String> command, Samples samples) {
    private static final int REHEARSALS = 3;

    Peer {
        command = List.copyOf(command);
    }

    static Peer of(String name, String... command) {
        return new Peer(name, List.of(command), new Samples());
    }

    /** Lets it work a few times unmeasured. Answers whether it can; if not, the findings say why. */
    boolean rehearse(HostShell shell, Findings findings) {
        try {
            for (int round = 0; round < REHEARSALS; round++) {
                shell.time(command);
            }
            return true;
        } catch (BenchException failure) {
            findings.remark(
                    name + "와는 견주지 못합니다: " + failure.getMessage(),
                    "no comparison with " + name + ": " + failure.getMessage());
            return false;
        }
    }

    void measure(HostShell shell) {
        samples.add(shell.time(command));
    }
}

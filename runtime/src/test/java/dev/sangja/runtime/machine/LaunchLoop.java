package dev.sangja.runtime.machine;

import java.nio.file.Path;

/** A program for tests that are about its own sudden end: makes machines, one after the other, until it is killed. */
final class LaunchLoop {
    static final String BEGUN = "begun";

    private LaunchLoop() {}

    /** Argument: the directory of the machines. */
    public static void main(String[] arguments) throws Exception {
        MachineFactory factory = new MachineFactory(Path.of(arguments[0]));
        System.out.println(BEGUN);
        while (true) {
            try (LiveMachine machine = factory.launch("one")) {
                machine.start(
                                "sleep 1000 & docker run -d lab/base:1 sleep 1000; echo there",
                                java.time.Duration.ofSeconds(20))
                        .await();
            }
        }
    }
}

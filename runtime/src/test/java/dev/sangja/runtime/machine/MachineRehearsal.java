package dev.sangja.runtime.machine;

import dev.sangja.runtime.receipt.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program for tests: as whoever runs it, makes a machine below a directory, runs cells in it, and says what came. */
final class MachineRehearsal {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    private MachineRehearsal() {}

    /** The outcome of one cell: what its receipt says, on one line. */
    static String line(LiveMachine.Outcome outcome) {
        Receipt receipt = outcome.receipt();
        List<String> limits = new ArrayList<>();
        receipt.limits().forEach(limit -> limits.add(limit.resource() + " " + limit.source()));
        String output = outcome.output().strip().replace('\n', '|');
        return receipt.ending() + " limits=" + limits + " cpu=" + receipt.cost().cpuNanos() + " memory="
                + receipt.cost().peakMemoryBytes() + " output=" + output.substring(0, Math.min(2000, output.length()));
    }

    /** Arguments: the directory, then cells. */
    public static void main(String[] arguments) throws Exception {
        MachineFactory factory = new MachineFactory(Path.of(arguments[0]));
        try (LiveMachine machine = factory.launch("one")) {
            for (int index = 1; index < arguments.length; index++) {
                System.out.println(line(machine.run(arguments[index], TIME_LIMIT)));
            }
        }
    }
}

package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.machine.OutputStreamName;
import java.util.Optional;

/** Hears a cell while it runs, and answers what its runner cannot know. Called on the runner's thread. */
interface CellListener {
    void started();

    void output(OutputStreamName stream, String text);

    /** The limit of the machine, apart from time and output, that the cell has gone over; such as {@code disk}. */
    Optional<String> exceeded();

    /** How the shell ended; it has. */
    ExitStatus shellEnded(CellShell shell);

    /** The id of a process's container, or the empty string. */
    String containerOf(int pid);
}

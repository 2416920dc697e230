package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.OutputStreamName;
import java.util.Optional;

/** Hears a cell while it runs, and answers what its runner cannot know. Called on the runner's thread. */
interface CellListener {
    void started();

    void output(OutputStreamName stream, String text);

    /** The limit of the machine, apart from time and output, that the cell has gone over. */
    Optional<LimitEvent> exceeded();

    /** The limit that keeps going up against what the cell left running, so that it would never come to rest. */
    Optional<LimitEvent> overrun();

    /** A limit stops the cell. */
    void stopped(LimitEvent limit);

    /** Has the processes of the workbench stand still while they are sorted out, and go on. */
    void freeze();

    void thaw();

    /** How the shell ended; it has. */
    ExitStatus shellEnded(CellShell shell);

    /** The id of a process's container, or the empty string. */
    String containerOf(int pid);
}

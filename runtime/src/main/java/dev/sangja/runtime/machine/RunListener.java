package dev.sangja.runtime.machine;

import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;

/**
 * Hears what happens during one run, in order, on one thread at a time. Implementations must not block: the machine's
 * messages queue behind them.
 */
public interface RunListener {
    /** The shell has taken the cell. */
    void started();

    /** A piece of output, decoded as UTF-8 with replacement characters; never split inside a character. */
    void output(OutputStreamName stream, String text);

    /** How many calls have been recorded so far, told now and then. */
    void progress(long workloadCalls, long engineCalls);

    /** The run is over; nothing follows. */
    void ended(Receipt receipt);
}

package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.linux.Errno;

/** Errors as a tracer sees them: besides those of errno(3), the kernel's own that no program ever gets. */
final class FailedOutcome {
    /** {@code MAX_ERRNO} of {@code linux/err.h}: what is below -4095 is a result. */
    static final int LARGEST = 4095;

    private FailedOutcome() {}

    static Outcome.Failed of(int number) {
        // linux/errno.h: the call was interrupted, and the kernel will make it again or turn this into EINTR.
        return switch (number) {
            case 512 -> new Outcome.Failed(number, "ERESTARTSYS", "To be restarted if SA_RESTART is set");
            case 513 -> new Outcome.Failed(number, "ERESTARTNOINTR", "To be restarted");
            case 514 -> new Outcome.Failed(number, "ERESTARTNOHAND", "To be restarted if no handler");
            case 516 -> new Outcome.Failed(number, "ERESTART_RESTARTBLOCK", "Interrupted by signal");
            default -> {
                Errno errno = Errno.of(number);
                yield new Outcome.Failed(number, errno.name(), errno.message());
            }
        };
    }
}

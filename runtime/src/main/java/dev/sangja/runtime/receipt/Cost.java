package dev.sangja.runtime.receipt;

/**
 * What a run cost. A figure that this host cannot measure is -1, and is shown as unknown.
 *
 * @param wallNanos from start to end
 * @param cpuNanos user and system time of all processes of the run that ended or were still alive at its end
 * @param peakMemoryBytes the most memory that the machine's learner side used during the run
 * @param processesStarted processes born during the run
 * @param processesEnded of these, how many had ended when it ended
 * @param bytesWritten bytes handed to write calls' files on disk, as the writable layers grew
 */
public record Cost(
        long wallNanos,
        long cpuNanos,
        long peakMemoryBytes,
        int processesStarted,
        int processesEnded,
        long bytesWritten) {}

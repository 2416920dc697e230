package dev.sangja.runtime.container;

/**
 * What a container uses. A figure that this host cannot measure is -1.
 *
 * @param atNanos when it was read, on the monotonic clock
 * @param processorNanos processor time since it was started
 * @param memoryBytes memory in use, without the page cache that could be given back
 * @param memoryLimitBytes its limit, or the machine's if it has none
 * @param processes its processes and threads
 */
public record ContainerUsage(
        long atNanos,
        long processorNanos,
        long memoryBytes,
        long memoryLimitBytes,
        long networkReceivedBytes,
        long networkSentBytes,
        long blockReadBytes,
        long blockWrittenBytes,
        long processes) {}

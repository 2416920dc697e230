package dev.sangja.runtime.receipt;

/**
 * One bounded resource, as last read.
 *
 * @param resource what is bounded: {@code memory}, {@code processes}, {@code cpu}, {@code disk} or {@code output}
 * @param used how much is in use, in {@code unit}
 * @param peak the most that was in use since the machine started, in {@code unit}; equal to used where nobody counts
 * @param limit the bound, in {@code unit}; 0 where this host cannot enforce one
 * @param unit {@code bytes}, {@code processes} or {@code cores}
 * @param source the kernel file or the rule that bounds it, such as {@code memory.limit_in_bytes}
 * @param acted how often the bound acted since the machine started
 */
public record Gauge(String resource, double used, double peak, double limit, String unit, String source, long acted) {}

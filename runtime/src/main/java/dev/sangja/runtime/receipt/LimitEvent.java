package dev.sangja.runtime.receipt;

/**
 * A limit that acted during a run.
 *
 * @param resource {@code memory}, {@code processes}, {@code cpu}, {@code disk}, {@code output}, {@code time} or
 *     {@code files}
 * @param place {@code machine}, or the container's name
 * @param limit the bound, in {@code unit}
 * @param unit {@code bytes}, {@code processes}, {@code cores}, {@code seconds} or {@code files}
 * @param source the kernel file, or the rule of ours, that acted
 * @param evidence the line that says so, such as {@code oom_kill 1}
 */
public record LimitEvent(String resource, String place, double limit, String unit, String source, String evidence) {}

package dev.sangja.lessons.story;

/**
 * Calls that are counted and not told.
 *
 * @param reason why
 * @param label the reason in words
 * @param count how many
 */
public record Folded(FoldReason reason, String label, long count) {}

package dev.sangja.lessons.check;

import dev.sangja.lessons.text.Message;

/**
 * What a learner is told when a condition does not hold.
 *
 * @param expected what should be there
 * @param found what was found instead
 * @param say where to look next
 */
public record Feedback(Message expected, Message found, Message say) {}

package dev.sangja.lessons.check;

import java.util.Optional;

/**
 * One way in which a condition can fail.
 *
 * @param when what must be true for it to be this way
 * @param code its stable name, such as {@code UTS_SAME_NS}
 * @param feedback what the learner is told
 * @param repair a script that puts right what the learner should not have to, run after the check as root of the
 *     workbench
 */
public record Failure(Expression when, String code, Feedback feedback, Optional<String> repair) {}

/** What a failure, a limit or an ending means, and what to do about it, in the learner's language. */
@NullMarked
package dev.sangja.lessons.advice;

import org.jspecify.annotations.NullMarked;

/** What a run's system calls mean: phases in order, each with one sentence that its own entries bear out. */
@NullMarked
package dev.sangja.lessons.story;

import org.jspecify.annotations.NullMarked;

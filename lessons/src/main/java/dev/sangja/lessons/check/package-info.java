/** Whether a step is done: conditions as data, a small language to write them in, and the evidence they look at. */
@NullMarked
package dev.sangja.lessons.check;

import org.jspecify.annotations.NullMarked;

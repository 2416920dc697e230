/** Words for people: the two languages, and sentences that are correct in each of them. */
@NullMarked
package dev.sangja.lessons.text;

import org.jspecify.annotations.NullMarked;

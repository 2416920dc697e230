/** What must be true of every lesson on a real machine, as a plan that somebody else carries out. */
@NullMarked
package dev.sangja.lessons.proof;

import org.jspecify.annotations.NullMarked;

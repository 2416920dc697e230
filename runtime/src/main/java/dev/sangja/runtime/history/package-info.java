/** The states that a machine's files have been in, from run to run, and the way back to one. */
@NullMarked
package dev.sangja.runtime.history;

import org.jspecify.annotations.NullMarked;

/** The page of a machine's past: the states of its files, the way back to one, two of them side by side. */
@NullMarked
package dev.sangja.web.history;

import org.jspecify.annotations.NullMarked;

/** The past of a machine's files: states that are kept in a tree, compared, and returned to; {@code History} is its door. */
@NullMarked
package dev.sangja.runtime.history;

import org.jspecify.annotations.NullMarked;

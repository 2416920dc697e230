/** The server's side of a learner's machine: launch, pool and talk. */
@NullMarked
package dev.sangja.runtime.machine;

import org.jspecify.annotations.NullMarked;

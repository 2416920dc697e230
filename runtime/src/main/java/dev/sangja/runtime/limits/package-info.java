/** Limits on what processes use: control groups of both versions, and resource limits where there are none. */
@NullMarked
package dev.sangja.runtime.limits;

import org.jspecify.annotations.NullMarked;

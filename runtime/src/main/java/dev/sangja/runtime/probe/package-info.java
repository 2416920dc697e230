/** What may be asked of a machine without its learner noticing: places, and facts that were measured there. */
@NullMarked
package dev.sangja.runtime.probe;

import org.jspecify.annotations.NullMarked;

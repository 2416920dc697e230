/** System calls as values: what was called or observed, with which arguments, and how it came out. */
@NullMarked
package dev.sangja.runtime.journal;

import org.jspecify.annotations.NullMarked;

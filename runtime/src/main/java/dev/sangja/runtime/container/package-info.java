/** Containers as values: what was asked for, what became of them, and what an engine must be able to do with them. */
@NullMarked
package dev.sangja.runtime.container;

import org.jspecify.annotations.NullMarked;

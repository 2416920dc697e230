/** Processes: the threads that make them, their tables in /proc, and how they end. */
@NullMarked
package dev.sangja.runtime.process;

import org.jspecify.annotations.NullMarked;

/** Lessons as values: what is taught, how it is read from files and how a step is checked. */
@NullMarked
package dev.sangja.lessons;

import org.jspecify.annotations.NullMarked;

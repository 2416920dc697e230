/** The course as values: tracks, lessons, steps and what stands in them, in the order in which it is read. */
@NullMarked
package dev.sangja.lessons.model;

import org.jspecify.annotations.NullMarked;

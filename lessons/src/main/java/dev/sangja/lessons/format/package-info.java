/** Lessons as files: how a folder is read, what is wrong with it and where, and whether a translation is stale. */
@NullMarked
package dev.sangja.lessons.format;

import org.jspecify.annotations.NullMarked;

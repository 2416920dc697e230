/** What a learner does with the images of a machine: list, name, remove, commit, save, load, in Docker's terms. */
@NullMarked
package dev.sangja.runtime.library;

import org.jspecify.annotations.NullMarked;

/** The part of Go's templates that {@code --format} needs, bounded against hostile ones. */
@NullMarked
package dev.sangja.runtime.docker.template;

import org.jspecify.annotations.NullMarked;

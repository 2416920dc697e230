/** Volumes: directories that outlive the containers which they are mounted into. */
@NullMarked
package dev.sangja.runtime.volume;

import org.jspecify.annotations.NullMarked;

/** How the docker command shows things: sizes, times, tables, and rows and objects for its templates. */
@NullMarked
package dev.sangja.runtime.docker.format;

import org.jspecify.annotations.NullMarked;

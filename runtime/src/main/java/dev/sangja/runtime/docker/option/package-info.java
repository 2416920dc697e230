/** What the options of {@code docker run} mean, and Docker's words for those that mean nothing. */
@NullMarked
package dev.sangja.runtime.docker.option;

import org.jspecify.annotations.NullMarked;

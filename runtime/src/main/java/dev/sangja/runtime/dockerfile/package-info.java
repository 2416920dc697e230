/** The language of Dockerfiles: what a file says, what is wrong with it, and which build checks it does not meet. */
@NullMarked
package dev.sangja.runtime.dockerfile;

import org.jspecify.annotations.NullMarked;

/** Builds images from Dockerfiles: what is copied, what is in the cache, and in which order stages go. */
@NullMarked
package dev.sangja.runtime.build;

import org.jspecify.annotations.NullMarked;

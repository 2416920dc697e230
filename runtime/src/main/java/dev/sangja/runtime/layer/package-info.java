/** Layers: what lies in an overlay's upper directory, how it differs from below, and its OCI tar archive both ways. */
@NullMarked
package dev.sangja.runtime.layer;

import org.jspecify.annotations.NullMarked;

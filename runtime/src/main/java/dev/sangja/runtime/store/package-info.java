/** The image store: content-addressed blobs in an OCI image layout, image names, and layers unpacked once for all. */
@NullMarked
package dev.sangja.runtime.store;

import org.jspecify.annotations.NullMarked;

/** Images in one file: archives that are an OCI image layout and a docker-archive at once, written and read. */
@NullMarked
package dev.sangja.runtime.archive;

import org.jspecify.annotations.NullMarked;

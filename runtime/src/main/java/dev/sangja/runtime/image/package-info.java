/** Images made here from the host's own files: the lab's base image, its small servers, and the workbench's tools. */
@NullMarked
package dev.sangja.runtime.image;

import org.jspecify.annotations.NullMarked;

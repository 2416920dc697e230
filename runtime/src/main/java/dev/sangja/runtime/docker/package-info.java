/** The {@code docker} command of the workbench, on the engine's side. */
@NullMarked
package dev.sangja.runtime.docker;

import org.jspecify.annotations.NullMarked;

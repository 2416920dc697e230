/** The machine panel, its state in the bar, the terminal drawer, and what is said when a machine is gone. */
@NullMarked
package dev.sangja.web.machine;

import org.jspecify.annotations.NullMarked;

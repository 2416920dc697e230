/** The {@code lab} command of a machine: what Docker does not have. */
@NullMarked
package dev.sangja.runtime.lab;

import org.jspecify.annotations.NullMarked;

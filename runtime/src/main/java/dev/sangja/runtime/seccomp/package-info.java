/** Seccomp: profiles as data, compiled to the filters that the kernel runs before each system call. */
@NullMarked
package dev.sangja.runtime.seccomp;

import org.jspecify.annotations.NullMarked;

/** The Linux kernel's interface in types: flags, errors, capabilities and the calls themselves. */
@NullMarked
package dev.sangja.runtime.linux;

import org.jspecify.annotations.NullMarked;

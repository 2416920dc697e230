/**
 * The network of a machine: what is asked of the kernel for it, who has which address, and who carries what to whom.
 */
@NullMarked
package dev.sangja.runtime.network;

import org.jspecify.annotations.NullMarked;

/** The container runtime: machines, engines, containers and their receipts, without web and without content. */
@NullMarked
package dev.sangja.runtime;

import org.jspecify.annotations.NullMarked;

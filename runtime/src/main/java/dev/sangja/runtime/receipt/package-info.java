/** What one run did: its journal, the layer difference it left, what it cost and what it changed to see. */
@NullMarked
package dev.sangja.runtime.receipt;

import org.jspecify.annotations.NullMarked;

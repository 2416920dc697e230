/** The figures that the product promises, measured side by side with other tools. */
@NullMarked
package dev.sangja.server.bench;

import org.jspecify.annotations.NullMarked;

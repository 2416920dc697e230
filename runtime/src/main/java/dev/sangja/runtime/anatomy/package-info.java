/** What the layers of an image hold, hide and waste. Pure: entries in, facts out. */
@NullMarked
package dev.sangja.runtime.anatomy;

import org.jspecify.annotations.NullMarked;

/** What a run printed: escape sequences read, lines kept, long output folded. */
@NullMarked
package dev.sangja.web.output;

import org.jspecify.annotations.NullMarked;

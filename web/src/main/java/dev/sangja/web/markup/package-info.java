/** Small pieces of markup that every component uses: icons, marks, inline text, and the names that scripts look for. */
@NullMarked
package dev.sangja.web.markup;

import org.jspecify.annotations.NullMarked;

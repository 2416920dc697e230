/** Whole pages and the fragments that pages ask for. {@link dev.sangja.web.page.Pages} is where to begin. */
@NullMarked
package dev.sangja.web.page;

import org.jspecify.annotations.NullMarked;

/** The interface's words in both languages, and how figures and moments are written. */
@NullMarked
package dev.sangja.web.text;

import org.jspecify.annotations.NullMarked;

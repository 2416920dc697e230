/** Pictures of machines and runs, drawn as SVG from measured values, each with its text alternative and table. */
@NullMarked
package dev.sangja.web.picture;

import org.jspecify.annotations.NullMarked;

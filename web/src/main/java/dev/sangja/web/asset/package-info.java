/** The files that pages ask for: our own, by a version that covers them all, and third-party ones by theirs. */
@NullMarked
package dev.sangja.web.asset;

import org.jspecify.annotations.NullMarked;

/** Tests of the pages in a real browser, on a real server with real machines. */
@NullMarked
package dev.sangja.server.browser;

import org.jspecify.annotations.NullMarked;

/** The composition root: routes, sessions, progress and the command line. */
@NullMarked
package dev.sangja.server;

import org.jspecify.annotations.NullMarked;

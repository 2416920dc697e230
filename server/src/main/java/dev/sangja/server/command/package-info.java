/** The command line: what each word of {@code ./sangja} does, and the wiring of the server. */
@NullMarked
package dev.sangja.server.command;

import org.jspecify.annotations.NullMarked;

/** The web server: pages, the API that they and scripts use, the event streams and the terminal. */
@NullMarked
package dev.sangja.server.http;

import org.jspecify.annotations.NullMarked;

/** What this computer's kernel and system can do for machines, found out by trying. */
@NullMarked
package dev.sangja.server.doctor;

import org.jspecify.annotations.NullMarked;

/** The receipt of one run: its closed line, and open what happened, what it left, what it cost, and every raw line. */
@NullMarked
package dev.sangja.web.receipt;

import org.jspecify.annotations.NullMarked;

/** A step of a lesson as a page: prose, questions, cells with their receipts, checks and hints. */
@NullMarked
package dev.sangja.web.lesson;

import org.jspecify.annotations.NullMarked;

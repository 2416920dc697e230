/** What happens behind a notebook page: a learner's machine, runs of cells and what their readers are told. */
@NullMarked
package dev.sangja.server.notebook;

import org.jspecify.annotations.NullMarked;

/** What is kept of learners between visits, in a database: H2 in a file, with a schema that PostgreSQL takes too. */
@NullMarked
package dev.sangja.server.store;

import org.jspecify.annotations.NullMarked;
